/* Absolute values, quotients, and base 64. */
#define _GNU_SOURCE
#include <limits.h>
#include <stdlib.h>

#include "../test.h"

int main(void) {
    CHECK_INT(abs(-5), 5);
    CHECK_INT(abs(5), 5);
    CHECK_INT(labs(-5000000000L), 5000000000L);
    CHECK_INT(llabs(LLONG_MIN + 1), LLONG_MAX);
    div_t d = div(-7, 2);
    CHECK(d.quot == -3 && d.rem == -1);
    d = div(7, -2);
    CHECK(d.quot == -3 && d.rem == 1);
    ldiv_t l = ldiv(LONG_MAX, 10);
    CHECK(l.quot == LONG_MAX / 10 && l.rem == 7);
    lldiv_t ll = lldiv(-100, -7);
    CHECK(ll.quot == 14 && ll.rem == -2);

    CHECK_INT(a64l("./01"), 0 + 1 * 64L + 2 * 4096L + 3 * 262144L);
    CHECK_INT(a64l(""), 0);
    CHECK_INT((int)a64l("zzzzzz"), -1);
    CHECK_STR(l64a(0), "");
    CHECK_STR(l64a(1), "/");
    CHECK_INT(a64l(l64a(123456789)), 123456789);
    CHECK_INT((int)a64l(l64a(INT_MIN)), INT_MIN);
    return test_done();
}
