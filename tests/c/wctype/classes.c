/* Classes of wide characters in both locales. */
#include <locale.h>
#include <wctype.h>
#include <ctype.h>
#include "test.h"

static int ascii_differences(void) {
    int wrong = 0;
    for (wint_t c = 0; c < 128; c++) {
        wrong += !isalnum(c) != !iswalnum(c);
        wrong += !isalpha(c) != !iswalpha(c);
        wrong += !isblank(c) != !iswblank(c);
        wrong += !iscntrl(c) != !iswcntrl(c);
        wrong += !isdigit(c) != !iswdigit(c);
        wrong += !isgraph(c) != !iswgraph(c);
        wrong += !islower(c) != !iswlower(c);
        wrong += !isprint(c) != !iswprint(c);
        wrong += !ispunct(c) != !iswpunct(c);
        wrong += !isspace(c) != !iswspace(c);
        wrong += !isupper(c) != !iswupper(c);
        wrong += !isxdigit(c) != !iswxdigit(c);
    }
    return wrong;
}

int main(void) {
    CHECK_INT(ascii_differences(), 0);
    CHECK(!iswalpha(WEOF) && !iswprint(WEOF) && !iswspace(WEOF));
    CHECK(!iswalpha(0xe9));

    CHECK(setlocale(LC_CTYPE, "C.UTF-8") != NULL);
    CHECK_INT(ascii_differences(), 0);
    CHECK(iswalpha(0xe9) && iswlower(0xe9) && !iswupper(0xe9));
    CHECK(iswupper(0xc9) && iswalnum(0x4e00) && iswalpha(0x3b1));
    CHECK(iswspace(0x3000) && iswblank(0x3000) && iswspace(0x2028) && !iswblank(0x2028));
    CHECK(!iswspace(0xa0) && iswcntrl(0x2028) && iswcntrl(0x80));
    CHECK(iswpunct(0x20ac) && iswgraph(0x20ac) && !iswalnum(0x20ac));
    CHECK(iswprint(0x1f600) && !iswprint(0xd800) && !iswprint(0x110000) && !iswprint(0x378));
    CHECK(!iswdigit(0x660) && !iswxdigit(0xff21));
    CHECK(!iswalpha(WEOF) && !iswprint(WEOF) && !iswspace(WEOF) && !iswcntrl(WEOF));
    return test_done();
}
