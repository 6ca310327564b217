/* UTF-16 and UTF-32 (and, where there are, UTF-8) units of multibyte characters. */
#define _GNU_SOURCE
#include <errno.h>
#include <locale.h>
#include <uchar.h>
#include <wchar.h>
#include "test.h"

#define INVALID ((size_t)-1)
#define INCOMPLETE ((size_t)-2)
#define FROM_BEFORE ((size_t)-3)

static void utf16(void) {
    static const char smile[] = "\xf0\x9f\x98\x80";
    char out[16];
    char16_t unit;
    mbstate_t state = {0};
    CHECK_INT(mbrtoc16(&unit, "\xe2\x82\xac", 9, &state), 3);
    CHECK_INT(unit, 0x20ac);
    CHECK_INT(mbrtoc16(&unit, smile, 4, &state), 4);
    CHECK_INT(unit, 0xd83d);
    CHECK(mbrtoc16(&unit, "x", 1, &state) == FROM_BEFORE);
    CHECK_INT(unit, 0xde00);
    CHECK_INT(mbrtoc16(&unit, "", 1, &state), 0);
    CHECK(mbrtoc16(&unit, smile, 2, &state) == INCOMPLETE);
    CHECK_INT(mbrtoc16(&unit, smile + 2, 2, &state), 2);
    CHECK_INT(unit, 0xd83d);

    memset(&state, 0, sizeof state);
    CHECK_ERRNO(mbrtoc16(&unit, "\xff", 1, &state), INVALID, EILSEQ);
    memset(&state, 0, sizeof state);
    CHECK_INT(c16rtomb(out, 0x20ac, &state), 3);
    CHECK_INT(c16rtomb(out, 0xd83d, &state), 0);
    CHECK_INT(c16rtomb(out, 0xde00, &state), 4);
    CHECK(memcmp(out, smile, 4) == 0);
    CHECK_INT(c16rtomb(NULL, 0, &state), 1);
    CHECK_ERRNO(c16rtomb(out, 0xde00, &state), INVALID, EILSEQ);
}

static void utf32(void) {
    char out[16];
    char32_t unit;
    mbstate_t state = {0};
    CHECK_INT(mbrtoc32(&unit, "\xf0\x9f\x98\x80", 9, &state), 4);
    CHECK_INT(unit, 0x1f600);
    CHECK(mbrtoc32(&unit, "\xf0", 1, &state) == INCOMPLETE);
    memset(&state, 0, sizeof state);
    CHECK_ERRNO(mbrtoc32(&unit, "\x80", 1, &state), INVALID, EILSEQ);
    memset(&state, 0, sizeof state);
    CHECK_INT(mbrtoc32(NULL, NULL, 0, &state), 0);
    CHECK_INT(c32rtomb(out, 0x1f600, &state), 4);
    CHECK(memcmp(out, "\xf0\x9f\x98\x80", 4) == 0);
    CHECK_ERRNO(c32rtomb(out, 0xd800, &state), INVALID, EILSEQ);
}

#ifdef __capos__
static void utf8(void) {
    char out[16];
    unsigned char unit;
    mbstate_t state = {0};
    CHECK_INT(mbrtoc8(&unit, "\xe2\x82\xac", 9, &state), 3);
    CHECK_INT(unit, 0xe2);
    CHECK(mbrtoc8(&unit, "x", 1, &state) == FROM_BEFORE);
    CHECK_INT(unit, 0x82);
    CHECK(mbrtoc8(&unit, "x", 1, &state) == FROM_BEFORE);
    CHECK_INT(unit, 0xac);
    CHECK_INT(mbrtoc8(&unit, "x", 1, &state), 1);
    CHECK_INT(c8rtomb(out, 0xe2, &state), 0);
    CHECK_INT(c8rtomb(out, 0x82, &state), 0);
    CHECK_INT(c8rtomb(out, 0xac, &state), 3);
    CHECK(memcmp(out, "\xe2\x82\xac", 3) == 0);
    CHECK_ERRNO(c8rtomb(out, 0xff, &state), INVALID, EILSEQ);
}
#endif

int main(void) {
    CHECK(setlocale(LC_CTYPE, "C.UTF-8") != NULL);
    utf16();
    utf32();
#ifdef __capos__
    utf8();
#endif
    return test_done();
}
