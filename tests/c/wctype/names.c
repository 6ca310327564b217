/* Classes and mappings by name. */
#include <errno.h>
#include <locale.h>
#include <wctype.h>
#include "test.h"

int main(void) {
    static const char *const names[] = {"alnum", "alpha", "blank", "cntrl", "digit", "graph",
                                        "lower", "print", "punct", "space", "upper", "xdigit"};
    int (*const tests[])(wint_t) = {iswalnum, iswalpha, iswblank, iswcntrl, iswdigit, iswgraph,
                                    iswlower, iswprint, iswpunct, iswspace, iswupper, iswxdigit};
    int wrong = 0;
    CHECK(setlocale(LC_CTYPE, "C.UTF-8") != NULL);
    for (int n = 0; n < 12; n++) {
        wctype_t class = wctype(names[n]);
        CHECK(class != 0);
        for (wint_t c = 0; c < 0x3000; c++)
            wrong += !iswctype(c, class) != !tests[n](c);
    }
    CHECK_INT(wrong, 0);
    CHECK_INT(wctype("alphabet"), 0);
    CHECK_INT(wctype(""), 0);
    CHECK_INT(iswctype('a', 0), 0);
    CHECK_INT(towctrans('a', wctrans("toupper")), 'A');
    CHECK_INT(towctrans(0xc9, wctrans("tolower")), 0xe9);
    CHECK(wctrans("no-such-mapping") == (wctrans_t)0);
    return test_done();
}
