/* Functions with a locale, while the global locale is another. */
#include <locale.h>
#include <wctype.h>
#include "test.h"

int main(void) {
    locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    locale_t c = newlocale(LC_CTYPE_MASK, "C", (locale_t)0);
    CHECK(utf8 != (locale_t)0 && c != (locale_t)0);
    CHECK(iswalpha_l(0xe9, utf8) && !iswalpha_l(0xe9, c));
    CHECK(iswalnum_l('1', c) && iswblank_l('\t', c) && iswcntrl_l(1, c) && iswdigit_l('7', c));
    CHECK(iswgraph_l(0x4e00, utf8) && iswlower_l(0xe9, utf8) && iswprint_l(0x4e00, utf8));
    CHECK(iswpunct_l('!', c) && iswspace_l(0x3000, utf8) && iswupper_l(0xc9, utf8) && iswxdigit_l('f', c));
    CHECK_INT(towupper_l(0xe9, utf8), 0xc9);
    CHECK_INT(towupper_l(0xe9, c), 0xe9);
    CHECK_INT(towlower_l('A', c), 'a');
    CHECK(iswctype_l(0xe9, wctype_l("alpha", utf8), utf8));
    CHECK_INT(towctrans_l(0xe9, wctrans_l("toupper", utf8), utf8), 0xc9);
    freelocale(utf8);
    freelocale(c);
    return test_done();
}
