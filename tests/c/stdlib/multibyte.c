/* Multibyte functions without states. */
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include "test.h"

int main(void) {
    wchar_t wide[8], wc;
    char bytes[16];
    CHECK_INT(mblen(NULL, 0), 0);
    CHECK_INT(mblen("a", 1), 1);
    CHECK_INT(MB_CUR_MAX, 1);
    CHECK(setlocale(LC_CTYPE, "C.UTF-8") != NULL);
    CHECK_INT(mblen("\xe2\x82\xac", 3), 3);
    CHECK_INT(mblen("", 1), 0);
    CHECK_INT(mblen("\xe2\x82", 2), -1);
    CHECK_INT(mbtowc(NULL, NULL, 0), 0);
    CHECK_INT(mbtowc(&wc, "\xe2\x82\xac", MB_CUR_MAX), 3);
    CHECK_INT(wc, 0x20ac);
    CHECK_INT(mbtowc(&wc, "\xff", 1), -1);
    CHECK_INT(wctomb(NULL, 0), 0);
    CHECK_INT(wctomb(bytes, 0x20ac), 3);
    CHECK_INT(wctomb(bytes, 0xd800), -1);
    CHECK_INT(mbstowcs(NULL, "a\xc3\xa9", 0), 2);
    CHECK_INT(mbstowcs(wide, "a\xc3\xa9", 8), 2);
    CHECK(wide[1] == 0xe9 && wide[2] == 0);
    CHECK_INT(mbstowcs(wide, "abc", 2), 2);
    CHECK_ERRNO(mbstowcs(wide, "a\xff", 8), (size_t)-1, EILSEQ);
    CHECK_INT(wcstombs(NULL, L"a\xe9", 0), 3);
    CHECK_INT(wcstombs(bytes, L"a\xe9", 16), 3);
    CHECK_STR(bytes, "a\xc3\xa9");
    CHECK_INT(wcstombs(bytes, L"a\xe9", 2), 1);
    /* What follows a full buffer is not looked at. */
    CHECK_INT(wcstombs(bytes, (wchar_t[]){ 'a', 'b', 0x7fffffff, 0 }, 2), 2);
    CHECK_INT(wcstombs(bytes, (wchar_t[]){ -1, 0 }, 0), 0);
    return test_done();
}
