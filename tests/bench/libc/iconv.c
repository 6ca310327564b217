/* iconv: 4 KiB of text, where the library has it. */
#include "bench.h"

#if __has_include(<iconv.h>)
#include <iconv.h>
#include <string.h>

enum { TEXT = 4096 };

static char text[TEXT], mixed[TEXT], converted[4 * TEXT];
static iconv_t descriptor = (iconv_t)-1;

static void prepare_pair(const char *to, const char *from)
{
    if (descriptor != (iconv_t)-1)
        iconv_close(descriptor);
    if ((descriptor = iconv_open(to, from)) == (iconv_t)-1)
        broken("iconv_open");
    fill_text(text, TEXT);
    for (size_t i = 0; i + 8 <= TEXT; i += 8)
        memcpy(mixed + i, "na\xc3\xaf v\xc3\xa9", 8);
}

static void convert(long n, char *from)
{
    for (long i = 0; i < n; i++) {
        char *in = from, *out = converted;
        size_t in_left = TEXT, out_left = sizeof converted;
        iconv(descriptor, NULL, NULL, NULL, NULL);
        if (iconv(descriptor, &in, &in_left, &out, &out_left) == (size_t)-1)
            broken("iconv");
        sink = out_left;
    }
}

static void ascii(long n) { convert(n, text); }
static void accents(long n) { convert(n, mixed); }

static void latin1_utf8(void) { prepare_pair("UTF-8", "ISO-8859-1"); }
static void utf8_latin1(void) { prepare_pair("ISO-8859-1", "UTF-8"); }
static void utf8_utf16(void) { prepare_pair("UTF-16LE", "UTF-8"); }
static void utf8_utf32(void) { prepare_pair("UTF-32LE", "UTF-8"); }
static void cp1252_utf8(void) { prepare_pair("UTF-8", "CP1252"); }

static void open_close(long n)
{
    for (long i = 0; i < n; i++)
        iconv_close(iconv_open("UTF-8", "ISO-8859-1"));
}

const struct bench iconv_benches[] = {
    { "latin1_to_utf8", ascii, PLAIN, latin1_utf8 },
    { "utf8_to_latin1", accents, PLAIN, utf8_latin1 },
    { "utf8_to_utf16", accents, PLAIN, utf8_utf16 },
    { "utf8_to_utf32", accents, PLAIN, utf8_utf32 },
    { "cp1252_to_utf8", ascii, PLAIN, cp1252_utf8 },
    { "open_close", open_close, PLAIN, NULL },
    { NULL, NULL, PLAIN, NULL },
};
#else
const struct bench iconv_benches[] = { { NULL, NULL, PLAIN, NULL } };
#endif
