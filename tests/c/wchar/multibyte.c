/* One multibyte character at a time, in C.UTF-8 and in C. */
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#include "test.h"

#define INVALID ((size_t)-1)
#define INCOMPLETE ((size_t)-2)

static size_t decode(const char *s, size_t n, wchar_t *wc) {
    mbstate_t state = {0};
    return mbrtowc(wc, s, n, &state);
}

static void utf8(void) {
    static const char *const bad[] = {"\x80", "\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xe0\x9f\xbf", "\xed\xa0\x80",
                                      "\xf0\x80\x80\x80", "\xf0\x8f\xbf\xbf", "\xff", "\xc3(", "\xe2\x82(",
#ifdef __capos__
                                      /* Beyond Unicode, which glibc takes. */
                                      "\xf4\x90\x80\x80", "\xf5\x80\x80\x80",
#endif
    };
    wchar_t wc = 42;
    char out[16];
    mbstate_t state = {0};
    CHECK_INT(decode("a", 1, &wc), 1);
    CHECK_INT(wc, 'a');
    CHECK_INT(decode("\xc3\xa9", 9, &wc), 2);
    CHECK_INT(wc, 0xe9);
    CHECK_INT(decode("\xe2\x82\xac", 3, &wc), 3);
    CHECK_INT(wc, 0x20ac);
    CHECK_INT(decode("\xf0\x9f\x98\x80", 4, &wc), 4);
    CHECK_INT(wc, 0x1f600);
    CHECK_INT(decode("", 1, &wc), 0);
    CHECK_INT(wc, 0);
    CHECK(decode("\xf0\x9f\x98\x80", 3, &wc) == INCOMPLETE);
    CHECK(decode("a", 0, &wc) == INCOMPLETE);
    for (size_t n = 0; n < sizeof bad / sizeof *bad; n++)
        CHECK_ERRNO(decode(bad[n], strlen(bad[n]), &wc), INVALID, EILSEQ);

    /* A character may come byte by byte; the state says so. */
    CHECK(mbrtowc(&wc, "\xe2", 1, &state) == INCOMPLETE);
    CHECK(!mbsinit(&state));
    CHECK(mbrtowc(&wc, "\x82", 1, &state) == INCOMPLETE);
    CHECK_INT(mbrtowc(&wc, "\xac", 1, &state), 1);
    CHECK_INT(wc, 0x20ac);
    CHECK(mbsinit(&state) && mbsinit(NULL));
    CHECK_INT(mbrlen("\xc3\xa9", 9, NULL), 2);
    CHECK(mbrlen("\xc3", 1, NULL) == INCOMPLETE);
    CHECK_INT(mbrlen("\xa9", 1, NULL), 1);
    CHECK_INT(mbrtowc(NULL, "\xc3\xa9", 9, NULL), 2);
    CHECK_INT(mbrtowc(NULL, NULL, 0, NULL), 0);

    CHECK_INT(wcrtomb(out, 0x20ac, NULL), 3);
    CHECK(memcmp(out, "\xe2\x82\xac", 3) == 0);
    CHECK_INT(wcrtomb(out, 0x10ffff, NULL), 4);
    CHECK_INT(wcrtomb(out, 0, NULL), 1);
    CHECK_INT(out[0], 0);
    CHECK_INT(wcrtomb(NULL, 0x20ac, NULL), 1);
    CHECK_ERRNO(wcrtomb(out, 0xd800, NULL), INVALID, EILSEQ);
#ifdef __capos__
    CHECK_ERRNO(wcrtomb(out, 0x110000, NULL), INVALID, EILSEQ);
#endif
    CHECK_INT(btowc('a'), 'a');
    CHECK(btowc(0xe9) == WEOF && btowc(EOF) == WEOF);
    CHECK_INT(wctob('a'), 'a');
    CHECK(wctob(0xe9) == EOF && wctob(WEOF) == EOF);
}

int main(void) {
    wchar_t wc;
    char out[16];
    CHECK_INT(decode("a", 1, &wc), 1);
    CHECK_INT(btowc('z'), 'z');
    CHECK_INT(wcrtomb(out, 'q', NULL), 1);
    CHECK_ERRNO(wcrtomb(out, 0x20ac, NULL), INVALID, EILSEQ);
#ifdef __capos__
    /* Every byte is a character of the C locale, as POSIX.1-2024 demands. */
    for (int byte = 1; byte < 256; byte++) {
        char in = (char)byte;
        if (decode(&in, 1, &wc) != 1 || wcrtomb(out, wc, NULL) != 1 || out[0] != in || wctob(btowc(byte)) != byte)
            CHECK_INT(byte, -1);
    }
#endif
    CHECK(setlocale(LC_CTYPE, "C.UTF-8") != NULL);
    utf8();
    return test_done();
}
