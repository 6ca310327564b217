/* Between multibyte (UTF-8) and wide characters; an operation converts one text. */
#include "bench.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum { CHARACTERS = 4096 };

static char ascii[CHARACTERS + 1], mixed[4 * CHARACTERS + 1], bytes[4 * CHARACTERS + 1];
static wchar_t wide_ascii[CHARACTERS + 1], wide_mixed[CHARACTERS + 1], wide[4 * CHARACTERS + 1];

static void prepare(void)
{
    static const char *const letters[] = { "a", "e", "ä", "n", " ", "é", "ж", "€", "t", "日", "o", "😀" };
    uint32_t seed = 7;
    char *to = mixed;

    if (setlocale(LC_ALL, "C.UTF-8") == NULL)
        broken("no locale C.UTF-8");
    fill_text(ascii, CHARACTERS);
    for (int i = 0; i < CHARACTERS; i++) {
        const char *letter = letters[next_random(&seed) % 12];
        size_t length = strlen(letter);
        memcpy(to, letter, length);
        to += length;
    }
    *to = '\0';
    if (mbstowcs(wide_ascii, ascii, CHARACTERS + 1) != CHARACTERS
        || mbstowcs(wide_mixed, mixed, CHARACTERS + 1) != CHARACTERS)
        broken("mbstowcs");
}

BENCH(decode_ascii, mbstowcs(wide, ascii, CHARACTERS + 1))
BENCH(decode_mixed, mbstowcs(wide, mixed, CHARACTERS + 1))
BENCH(decode_short, mbstowcs(wide, "a file name.txt", 100))
BENCH(count_mixed, mbstowcs(NULL, mixed, 0))
BENCH(encode_ascii, wcstombs(bytes, wide_ascii, sizeof bytes))
BENCH(encode_mixed, wcstombs(bytes, wide_mixed, sizeof bytes))

static void decode_restartable(long n)
{
    for (long i = 0; i < n; i++) {
        mbstate_t state = { 0 };
        const char *from = mixed;
        sink = mbsrtowcs(wide, &from, CHARACTERS + 1, &state);
    }
}

static void encode_restartable(long n)
{
    for (long i = 0; i < n; i++) {
        mbstate_t state = { 0 };
        const wchar_t *from = wide_mixed;
        sink = wcsrtombs(bytes, &from, sizeof bytes, &state);
    }
}

static void decode_each(const char *p, long n)
{
    for (long i = 0; i < n; i++) {
        mbstate_t state = { 0 };
        wchar_t c;
        size_t length;
        for (const char *from = p; (length = mbrtowc(&c, from, 4, &state)) != 0; from += length)
            sink = (size_t)c;
    }
}

static void each_ascii(long n)
{
    decode_each(ascii, n);
}

static void each_mixed(long n)
{
    decode_each(mixed, n);
}

static void encode_each(long n)
{
    for (long i = 0; i < n; i++) {
        mbstate_t state = { 0 };
        char *to = bytes;
        for (const wchar_t *from = wide_mixed; *from != L'\0'; from++)
            to += wcrtomb(to, *from, &state);
        sink = (size_t)to;
    }
}

static void lengths(long n)
{
    for (long i = 0; i < n; i++) {
        size_t length;
        for (const char *from = mixed; (length = (size_t)mblen(from, 4)) != 0; from += length)
            sink = length;
    }
}

BENCH(one_byte, btowc((int)(i & 127)))
BENCH(one_wide, wctob((wint_t)(i & 127)))
BENCH(columns, wcswidth(wide_ascii, CHARACTERS))

const struct bench multibyte_benches[] = {
    { "mbstowcs_ascii_4k", decode_ascii, PLAIN, prepare },
    { "mbstowcs_mixed_4k", decode_mixed, PLAIN, prepare },
    { "mbstowcs_short", decode_short, PLAIN, prepare },
    { "mbstowcs_count_4k", count_mixed, PLAIN, prepare },
    { "mbsrtowcs_mixed_4k", decode_restartable, PLAIN, prepare },
    { "wcstombs_ascii_4k", encode_ascii, PLAIN, prepare },
    { "wcstombs_mixed_4k", encode_mixed, PLAIN, prepare },
    { "wcsrtombs_mixed_4k", encode_restartable, PLAIN, prepare },
    { "mbrtowc_ascii_4k", each_ascii, PLAIN, prepare },
    { "mbrtowc_mixed_4k", each_mixed, PLAIN, prepare },
    { "wcrtomb_mixed_4k", encode_each, PLAIN, prepare },
    { "mblen_mixed_4k", lengths, PLAIN, prepare },
    { "btowc", one_byte, PLAIN, prepare },
    { "wctob", one_wide, PLAIN, prepare },
    { "wcswidth_4k", columns, PLAIN, prepare },
    { NULL, NULL, PLAIN, NULL },
};
