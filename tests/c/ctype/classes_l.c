/* The functions that take a locale agree with those that do not. */
#include <ctype.h>
#include <locale.h>
#include <stdio.h>
#include "test.h"

int main(void) {
    locale_t locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    int wrong = 0;
    CHECK(locale != (locale_t)0);
    for (int c = EOF; c <= 255; c++) {
        wrong += !isalnum(c) != !isalnum_l(c, locale);
        wrong += !isalpha(c) != !isalpha_l(c, locale);
        wrong += !isblank(c) != !isblank_l(c, locale);
        wrong += !iscntrl(c) != !iscntrl_l(c, locale);
        wrong += !isdigit(c) != !isdigit_l(c, locale);
        wrong += !isgraph(c) != !isgraph_l(c, locale);
        wrong += !islower(c) != !islower_l(c, locale);
        wrong += !isprint(c) != !isprint_l(c, locale);
        wrong += !ispunct(c) != !ispunct_l(c, locale);
        wrong += !isspace(c) != !isspace_l(c, locale);
        wrong += !isupper(c) != !isupper_l(c, locale);
        wrong += !isxdigit(c) != !isxdigit_l(c, locale);
        wrong += tolower(c) != tolower_l(c, locale);
        wrong += toupper(c) != toupper_l(c, locale);
    }
    CHECK_INT(wrong, 0);
    freelocale(locale);
    return test_done();
}
