/* iconv: random text and random bytes between pairs of encodings, in pieces, with little room. What is counted is where
   both sides stop and what they wrote until then. */
#include <iconv.h>
#include <string.h>
#include "differential.h"

static const char *const names[] = { "UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "UCS-2LE", "ASCII", "ISO-8859-1",
    "ISO-8859-2", "ISO-8859-5", "ISO-8859-7", "ISO-8859-15", "CP1250", "CP1251", "CP1252", "CP1253", "KOI8-R", "KOI8-U",
    "SHIFT_JIS", "EUC-JP", "EUC-KR", "GB18030", "GBK", "BIG5" };

static char input[256];
static size_t length;

static void add_utf8(uint32_t code)
{
    if (code < 0x80)
        input[length++] = (char)code;
    else if (code < 0x800) {
        input[length++] = (char)(0xc0 | code >> 6);
        input[length++] = (char)(0x80 | (code & 63));
    } else if (code < 0x10000) {
        input[length++] = (char)(0xe0 | code >> 12);
        input[length++] = (char)(0x80 | (code >> 6 & 63));
        input[length++] = (char)(0x80 | (code & 63));
    } else {
        input[length++] = (char)(0xf0 | code >> 18);
        input[length++] = (char)(0x80 | (code >> 12 & 63));
        input[length++] = (char)(0x80 | (code >> 6 & 63));
        input[length++] = (char)(0x80 | (code & 63));
    }
}

static iconv_t descriptors[COUNT_OF(names)][COUNT_OF(names)];

static iconv_t descriptor(unsigned to, unsigned from)
{
    iconv_t *place = &descriptors[to][from];
    if (!*place)
        *place = iconv_open(names[to], names[from]);
    else
        iconv(*place, NULL, NULL, NULL, NULL);
    return *place;
}

static void prepare(void)
{
}

static void one_case(uint64_t index)
{
    (void)index;
    unsigned from = below(COUNT_OF(names)), to = below(COUNT_OF(names));
    if (chance(30))
        from = 0;
    if (chance(30))
        to = 0;
    length = 0;
    for (unsigned i = 1 + below(8); i > 0; i--) {
        if (from == 0 && chance(92))
            add_utf8((uint32_t[]){ below(0x80), 0xa0 + below(0x60), 0x370 + below(0x100), 0x3040 + below(0xc0), 0x4e00 + below(0x5200),
                0xac00 + below(0x2b00), below(0xd800), 0x10000 + below(0x20000) }[below(8)]);
        else
            input[length++] = (char)(chance(40) ? below(128) : bits());
    }
    size_t step = chance(60) ? length : 1 + below(5), room = chance(60) ? 200 : below(16);
    put_text(names[from]);
    put_text(" to ");
    put_text(names[to]);
    put_field("step", (int64_t)step);
    put_field("room", (int64_t)room);
    put_char(' ');
    put_bytes(input, length);
    result();
    iconv_t cd = descriptor(to, from);
    if (cd == (iconv_t)-1) {
        put_text("unknown");
        return;
    }
    char output[256];
    char *in = input, *out = output;
    size_t space = room, given = 0;
    for (int turn = 0; turn < 200 && in < input + length; turn++) {
        size_t left = length - (size_t)(in - input) < step + given ? length - (size_t)(in - input) : step + given;
        size_t before = left;
        errno = 0;
        size_t done = iconv(cd, &in, &left, &out, &space);
        if (done == (size_t)-1) {
            /* What is cut off is given again with more. */
            if (errno == EINVAL && before < length - (size_t)(in - input)) {
                given++;
                continue;
            }
            /* Which of two reasons counts where there is no room and the next character is wrong is left open. */
            put_field("errno", errno == EILSEQ && space < 8 ? E2BIG : errno);
            break;
        }
        given = 0;
        if (done)
            put_field("replaced", (int64_t)done);
    }
    put_field("read", in - input);
    put_char(' ');
    put_bytes(output, (size_t)(out - output));
}
