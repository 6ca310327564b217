/* Bessel functions: known values, next to zeros too, orders of both signs, limits. */
#define _GNU_SOURCE
#include <errno.h>
#include <math.h>
#include "test.h"

static int near(long double got, long double want, long double units) {
    int ok = fabsl(got - want) <= units * fabsl(want);
    if (!ok)
        printf("# got %.21Lg, want %.21Lg\n", got, want);
    return ok;
}

int main(void) {
    CHECK(near(j0(1.0), 0.765197686557966551449717526102663221L, 4e-16L) && near(j0(50.0), 0.0558123276692518150047504785294L, 1e-15L));
    CHECK(near(j1(2.0), 0.576724807756873387202448242269137087L, 4e-16L) && near(j1(-2.0), -0.576724807756873387202448242269137087L, 4e-16L));
    CHECK(near(y0(1.0), 0.0882569642156769579829267660235151628L, 1e-15L) && near(y1(1.0), -0.781212821300288716547150000047964821L, 4e-16L));
    CHECK(near(jn(5, 3.0), 0.043028434877047583924911260463L, 1e-14L) && near(yn(3, 2.0), -1.12778377684042778608158395773L, 1e-14L));
    CHECK(near(j0f(1.0f), 0.765197686557966551449717526102663221L, 2e-7L) && near(ynf(2, 1.0f), -1.65068260681625439107722676612L, 4e-7L));
    CHECK(jn(-3, 2.0) == -jn(3, 2.0) && jn(3, -2.0) == -jn(3, 2.0) && yn(-2, 2.0) == yn(2, 2.0) && jn(0, 3.5) == j0(3.5));
    CHECK(j0(0.0) == 1.0 && j1(0.0) == 0.0 && jn(4, 0.0) == 0.0 && j0(HUGE_VAL) == 0.0 && y0(HUGE_VAL) == 0.0);
    CHECK_ERRNO(y0(0.0), -HUGE_VAL, ERANGE);
    CHECK_ERRNO(isnan(y1(-1.0)) != 0, 1, EDOM);
#ifndef __GLIBC__ /* Its long double functions are off by more, and so is everybody's double next to a zero. */
    CHECK(near(j0l(1.0L), 0.765197686557966551449717526102663221L, 1e-19L) && near(ynl(3, 2.0L), -1.12778377684042778608158395773L, 1e-19L));
    CHECK(near(jnl(40, 50.0L), -0.138176281201161430966002900849L, 1e-18L) && near(jnl(60, 50.0L), 0.00104851959953141805198273237856L, 1e-18L));
    CHECK(near(j0(2.404825557695773), -6.10876525973673039708197907424e-17L, 1e-13L) && near(y0(0.8935769662791675), -2.33892792840621031186921539342e-17L, 1e-13L));
#endif
    return test_done();
}
