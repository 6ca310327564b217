/* The functions of <string.h>, <strings.h>, <wchar.h> and <libgen.h> on short random texts over small alphabets, so that
   equal beginnings, repetitions and ends at any place occur. */
#define _GNU_SOURCE
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <wchar.h>
#include "differential.h"

static char a[128], b[64], out[256];
static wchar_t wa[128], wb[64], wout[256];

static size_t make(char *text, unsigned most, const char *alphabet)
{
    size_t length = below(most + 1);
    uint32_t letters = 0;
    while (alphabet[letters])
        letters++;
    for (size_t i = 0; i < length; i++)
        text[i] = alphabet[below(letters)];
    text[length] = 0;
    return length;
}

static void widen(wchar_t *to, const char *from)
{
    do
        *to++ = (unsigned char)*from;
    while (*from++);
}

static int sign(int value)
{
    return (value > 0) - (value < 0);
}

static void put_offset(const char *found, const char *start)
{
    put_number(found ? found - start : -1);
}

static void put_wide_offset(const wchar_t *found, const wchar_t *start)
{
    put_number(found ? found - start : -1);
}

static void prepare(void)
{
}

static void narrow(unsigned function, size_t n)
{
    char *end;
    switch (function) {
    case 0: put_number(sign(strcmp(a, b))); break;
    case 1: put_number(sign(strncmp(a, b, n))); break;
    case 2: put_number(sign(strcasecmp(a, b))); break;
    case 3: put_number(sign(strncasecmp(a, b, n))); break;
    case 4: put_number(sign(strcoll(a, b))); break;
    case 5: put_number(sign(memcmp(a, b, n < 20 ? n : 20))); break;
    case 6: put_number(sign(strverscmp(a, b))); break;
    case 7: put_offset(strstr(a, b), a); break;
    case 8: put_offset(strcasestr(a, b), a); break;
    case 9: put_offset(memmem(a, strlen(a), b, strlen(b)), a); break;
    case 10: put_offset(strchr(a, b[0]), a); break;
    case 11: put_offset(strrchr(a, b[0]), a); break;
    case 12: put_offset(strchrnul(a, b[0]), a); break;
    case 13: put_offset(memchr(a, b[0], n), a); break;
    case 14: put_offset(memrchr(a, b[0], n), a); break;
    case 15: put_number((int64_t)strspn(a, b)); break;
    case 16: put_number((int64_t)strcspn(a, b)); break;
    case 17: put_offset(strpbrk(a, b), a); break;
    case 18: put_number((int64_t)strlen(a)); break;
    case 19: put_number((int64_t)strnlen(a, n)); break;
    case 20: end = stpcpy(out, a); put_offset(end, out); put_bytes(out, 130); break;
    case 21: end = stpncpy(out, a, n); put_offset(end, out); put_bytes(out, 130); break;
    case 22: strncpy(out, a, n); put_bytes(out, 130); break;
    case 23: strcpy(out, b); strncat(out, a, n); put_bytes(out, 130); break;
    case 24: strcpy(out, b); strcat(out, a); put_bytes(out, 130); break;
    case 25: end = memccpy(out, a, b[0], n); put_offset(end, out); put_bytes(out, 130); break;
    case 26: end = mempcpy(out, a, n); put_offset(end, out); put_bytes(out, 130); break;
    case 27: memcpy(out, a, 100); memmove(out + n % 20, out + n % 7, n); put_bytes(out, 200); break;
    case 28: {
        char *rest, *token;
        strcpy(out, a);
        for (token = strtok_r(out, b, &rest); token; token = strtok_r(NULL, b, &rest))
            put_quoted(token);
        put_bytes(out, strlen(a));
        break;
    }
    case 29: {
        char *rest = out, *token;
        strcpy(out, a);
        while ((token = strsep(&rest, b)))
            put_quoted(token);
        put_bytes(out, strlen(a));
        break;
    }
    case 30: put_number((int64_t)strxfrm(out, a, n)); if (strlen(a) < n) put_quoted(out); break;
    case 31: strcpy(out, a); put_quoted(dirname(out)); break;
    case 32: strcpy(out, a); put_quoted(basename(out)); break;
    case 33: end = strndup(a, n); put_quoted(end); free(end); break;
    case 34: put_number(ffs((int)n) + ffsl((long)bits()) + ffsll((long long)n)); break;
    case 35: memset(out, a[0], n); put_bytes(out, 130); break;
    case 36: put_number(sign(bcmp(a, b, 10) != 0)); break;
    default: put_offset(index(a, b[0]), a); put_offset(rindex(a, b[0]), a);
    }
}

static void wide(unsigned function, size_t n)
{
    wchar_t *end;
    switch (function) {
    case 0: put_number(sign(wcscmp(wa, wb))); break;
    case 1: put_number(sign(wcsncmp(wa, wb, n))); break;
    case 2: put_number(sign(wcscasecmp(wa, wb))); break;
    case 3: put_number(sign(wcsncasecmp(wa, wb, n))); break;
    case 4: put_number(sign(wcscoll(wa, wb))); break;
    case 5: put_number(sign(wmemcmp(wa, wb, n < 20 ? n : 20))); break;
    case 6: put_wide_offset(wcsstr(wa, wb), wa); break;
    case 7: put_wide_offset(wcschr(wa, wb[0]), wa); break;
    case 8: put_wide_offset(wcsrchr(wa, wb[0]), wa); break;
    case 9: put_wide_offset(wmemchr(wa, wb[0], n), wa); break;
    case 10: put_number((int64_t)wcsspn(wa, wb)); break;
    case 11: put_number((int64_t)wcscspn(wa, wb)); break;
    case 12: put_wide_offset(wcspbrk(wa, wb), wa); break;
    case 13: put_number((int64_t)wcsnlen(wa, n)); break;
    case 14: end = wcpcpy(wout, wa); put_wide_offset(end, wout); put_wide(wout, 130); break;
    case 15: end = wcpncpy(wout, wa, n); put_wide_offset(end, wout); put_wide(wout, 130); break;
    case 16: wcsncpy(wout, wa, n); put_wide(wout, 130); break;
    case 17: wcscpy(wout, wb); wcsncat(wout, wa, n); put_wide(wout, 130); break;
    case 18: {
        wchar_t *rest, *token;
        wcscpy(wout, wa);
        for (token = wcstok(wout, wb, &rest); token; token = wcstok(NULL, wb, &rest))
            put_wide(token, wcslen(token));
        break;
    }
    case 19: put_number((int64_t)wcsxfrm(wout, wa, n)); if (wcslen(wa) < n) put_wide(wout, wcslen(wout)); break;
    case 20: wmemset(wout, wa[0], n); put_wide(wout, 130); break;
    case 21: wmemcpy(wout, wa, 100); wmemmove(wout + n % 20, wout + n % 7, n); put_wide(wout, 200); break;
    case 22: put_number(wcswidth(wa, n)); break;
    case 23: put_number((int64_t)wcslen(wa)); break;
    default: end = wcsdup(wa); put_wide(end, wcslen(end)); free(end);
    }
}

static void one_case(uint64_t index)
{
    (void)index;
    static const char *const alphabets[] = { "ab", "abAB", "a\xe4\xff", "019.a", "/a.", ", \tab", "a/", "0" };
    const char *alphabet = PICK(alphabets);
    make(a, chance(80) ? 12 : 90, alphabet);
    make(b, chance(70) ? 3 : 12, alphabet);
    /* Bytes after the end are defined too: some functions are given more than the text. */
    size_t end = strlen(a) + 1;
    for (size_t i = end; i < 100; i++)
        a[i] = alphabet[0];
    if (chance(20) && end < sizeof b) {
        memcpy(b, a, end);
        if (chance(50))
            b[below((uint32_t)end)] = 'A';
        b[end] = 0;
    }
    size_t n = below(chance(80) ? 15 : 90);
    memset(out, '#', sizeof out);
    wmemset(wout, '#', COUNT_OF(wout));
    widen(wa, a);
    wmemset(wa + end, 'a', 100 - end);
    widen(wb, b);
    int is_wide = chance(40);
    unsigned function = below(is_wide ? 25 : 38);
    put_text(is_wide ? "wide " : "narrow ");
    put_number(function);
    put_field("n", (int64_t)n);
    put_char(' ');
    put_quoted(a);
    put_char(' ');
    put_quoted(b);
    result();
    if (is_wide)
        wide(function, n);
    else
        narrow(function, n);
}
