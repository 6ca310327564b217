/* Conventions of the C locale. */
#include <limits.h>
#include <locale.h>
#include "test.h"

int main(void) {
    struct lconv *conv = localeconv();
    CHECK_STR(conv->decimal_point, ".");
    CHECK_STR(conv->thousands_sep, "");
    CHECK_STR(conv->grouping, "");
    CHECK_STR(conv->int_curr_symbol, "");
    CHECK_STR(conv->currency_symbol, "");
    CHECK_STR(conv->mon_decimal_point, "");
    CHECK_STR(conv->mon_grouping, "");
    CHECK_STR(conv->negative_sign, "");
    CHECK_INT(conv->frac_digits, CHAR_MAX);
    CHECK_INT(conv->int_frac_digits, CHAR_MAX);
    CHECK_INT(conv->p_cs_precedes, CHAR_MAX);
    CHECK_INT(conv->int_n_sign_posn, CHAR_MAX);
    return test_done();
}
