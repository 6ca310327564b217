/* Multibyte and wide characters: every conversion function over valid, malformed and cut UTF-8, with states carried from
   call to call. */
#define _GNU_SOURCE
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <uchar.h>
#include <wchar.h>
#include "differential.h"

/* musl has no mbrtoc8; what glibc says decides there. */
#if defined __GLIBC__ || defined __capos__
#define HAVE_CHAR8
#endif
#define KINDS 6

static char bytes[64];
static size_t length;

static void add_character(void)
{
    uint32_t code = (uint32_t[]){ below(0x80), below(0x800), below(0x10000), below(0x110000), 0x20ac, below(0x400000) }[below(6)];
    if (code < 0x80)
        bytes[length++] = (char)code;
    else if (code < 0x800) {
        bytes[length++] = (char)(0xc0 | code >> 6);
        bytes[length++] = (char)(0x80 | (code & 63));
    } else if (code < 0x10000) {
        bytes[length++] = (char)(0xe0 | code >> 12);
        bytes[length++] = (char)(0x80 | (code >> 6 & 63));
        bytes[length++] = (char)(0x80 | (code & 63));
    } else {
        bytes[length++] = (char)(0xf0 | code >> 18);
        bytes[length++] = (char)(0x80 | (code >> 12 & 63));
        bytes[length++] = (char)(0x80 | (code >> 6 & 63));
        bytes[length++] = (char)(0x80 | (code & 63));
    }
}

static void make_bytes(void)
{
    length = 0;
    for (unsigned i = 1 + below(6); i > 0; i--)
        if (chance(75))
            add_character();
        else
            bytes[length++] = (char)(chance(50) ? 0x80 + below(128) : below(256));
    if (chance(30) && length > 1)
        length -= 1 + below((uint32_t)length - 1);
    bytes[length] = 0;
}

static void put_result(size_t value)
{
    put_char(' ');
    put_number((int64_t)value);
}

static void decode_stepwise(unsigned kind)
{
    static const char *const names[] = { "mbrtowc", "mbrtoc16", "mbrtoc32", "mbrlen", "mbtowc", "mbrtoc8" };
    size_t step = 1 + below(6);
    put_text(names[kind]);
    put_field("step", (int64_t)step);
    put_char(' ');
    put_bytes(bytes, length);
    result();
    mbstate_t state = { 0 };
    size_t at = 0;
    mbtowc(NULL, NULL, 0);
    for (int turn = 0; turn < 40 && at < length; turn++) {
        size_t room = length - at < step ? length - at : step, used;
        uint32_t code = 0xabcdabcd;
        wchar_t wide = 0;
        char16_t c16 = 0;
        char32_t c32 = 0;
        errno = 0;
        if (kind == 0)
            used = mbrtowc(&wide, bytes + at, room, &state), code = (uint32_t)wide;
        else if (kind == 1)
            used = mbrtoc16(&c16, bytes + at, room, &state), code = c16;
        else if (kind == 2)
            used = mbrtoc32(&c32, bytes + at, room, &state), code = c32;
#ifdef HAVE_CHAR8
        else if (kind == 5) {
            char8_t c8 = 0;
            used = mbrtoc8(&c8, bytes + at, room, &state);
            code = c8;
        }
#endif
        else if (kind == 3)
            used = mbrlen(bytes + at, room, &state);
        else
            used = (size_t)mbtowc(&wide, bytes + at, length - at), code = (uint32_t)wide;
        put_result(used);
        if (used == (size_t)-1) {
            put_field("errno", errno);
            return;
        }
        put_field("initial", !!mbsinit(&state));
        if (used == (size_t)-2) {
            at += room;
            continue;
        }
        put_char('/');
        put_hex(code, 8);
        at += used == (size_t)-3 ? 0 : used ? used : 1;
    }
}

static void encode(void)
{
    wint_t code = (wint_t[]){ below(0x80), below(0x800), below(0x10000), below(0x120000), (wint_t)bits(), 0xd800 + below(0x800) }[below(6)];
    unsigned kind = below(3);
    put_text((const char *[]){ "wcrtomb ", "c32rtomb ", "wctomb " }[kind]);
    put_hex(code, 8);
    result();
    char out[16];
    memset(out, '#', sizeof out);
    mbstate_t state = { 0 };
    errno = 0;
    size_t used = kind == 0 ? wcrtomb(out, (wchar_t)code, &state) : kind == 1 ? c32rtomb(out, code, &state) : (size_t)wctomb(out, (wchar_t)code);
    put_result(used);
    put_field("errno", errno);
    put_bytes(out, 8);
}

static void encode16(void)
{
    char16_t units[6];
    put_text("c16rtomb");
    for (int i = 0; i < 4; i++) {
        units[i] = (char16_t)(chance(40) ? 0xd800 + below(0x800) : chance(50) ? below(0x800) : bits());
        put_char(' ');
        put_hex(units[i], 4);
    }
    result();
    mbstate_t state = { 0 };
    for (int i = 0; i < 4; i++) {
        char out[16];
        errno = 0;
        size_t used = c16rtomb(out, units[i], &state);
        put_result(used);
        if (used == (size_t)-1) {
            put_field("errno", errno);
            return;
        }
        put_bytes(out, used);
    }
}

static void strings(void)
{
    unsigned kind = below(6);
    size_t room = below(12), most = below(16);
    int none = chance(15);
    put_text((const char *[]){ "mbstowcs", "mbsrtowcs", "mbsnrtowcs", "wcstombs", "wcsrtombs", "wcsnrtombs" }[kind]);
    put_field("room", (int64_t)room);
    put_field("most", (int64_t)most);
    put_field("null", none);
    put_char(' ');
    put_bytes(bytes, length);
    wchar_t wide[64];
    if (kind >= 3) {
        size_t count = below(8);
        for (size_t i = 0; i < count; i++) {
            wide[i] = (wchar_t)(chance(95) ? (uint32_t[]){ 1 + below(0x7f), below(0x800), 0x20ac, 0x10000 + below(0x100000) }[below(4)] : (uint32_t)bits());
            put_char(' ');
            put_hex((uint32_t)wide[i], 8);
        }
        wide[count] = 0;
    }
    result();
    wchar_t wide_out[64];
    char out[64];
    memset(wide_out, 0x5a, sizeof wide_out);
    memset(out, '#', sizeof out);
    mbstate_t state = { 0 };
    const char *from = bytes;
    const wchar_t *wide_from = wide;
    size_t used = 0;
    errno = 0;
    switch (kind) {
    case 0: used = mbstowcs(none ? NULL : wide_out, bytes, room); break;
    case 1: used = mbsrtowcs(none ? NULL : wide_out, &from, room, &state); break;
    case 2: used = mbsnrtowcs(none ? NULL : wide_out, &from, most, room, &state); break;
    case 3: used = wcstombs(none ? NULL : out, wide, room); break;
    case 4: used = wcsrtombs(none ? NULL : out, &wide_from, room, &state); break;
    default: used = wcsnrtombs(none ? NULL : out, &wide_from, most, room, &state);
    }
    put_result(used);
    put_field("errno", errno);
    if (kind == 1 || kind == 2)
        put_field("from", from ? from - bytes : -1);
    if (kind == 4 || kind == 5)
        put_field("from", wide_from ? wide_from - wide : -1);
    if (none)
        return;
    /* After an error it is not defined what was stored. */
    if (kind < 3) {
        for (size_t i = 0; i < room && used != (size_t)-1; i++) {
            put_char(' ');
            put_hex((uint32_t)wide_out[i], 8);
        }
    } else if (used != (size_t)-1)
        put_bytes(out, room);
}

static void prepare(void)
{
    setlocale(LC_ALL, "C.UTF-8");
}

static void one_case(uint64_t index)
{
    (void)index;
    make_bytes();
    switch (below(4)) {
    case 0:
        encode();
        break;
    case 1:
        encode16();
        break;
    case 2:
        strings();
        break;
    default:
        decode_stepwise(below(KINDS));
    }
}
