/* BSD, GNU and older XSI names. */
#define _GNU_SOURCE
#include <math.h>
#include "test.h"

/* Not in <math.h>, where they are macros; programs that were built elsewhere may call them. */
#undef isinf
#undef isnan
int isinf(double);
int isnan(double);
#ifndef __GLIBC__
double pow10(double);
#endif

int main(void) {
    double s, c;
    float sf, cf;
    long double sl, cl;
    int sign;
    CHECK(drem(5.0, 3.0) == -1.0 && dremf(5.0f, 3.0f) == -1.0f && dreml(5.0L, 3.0L) == -1.0L);
    CHECK(significand(12.0) == 1.5 && significandf(-0.75f) == -1.5f && significandl(0x1p-16445L) == 1.0L);
    CHECK(finite(1.0) && !finite(HUGE_VAL) && !finitef(NAN) && finitel(0.0L));
    CHECK(isinf(-HUGE_VAL) != 0 && isinff(1.0f) == 0 && isinfl(HUGE_VALL) == 1 && isnan(NAN) != 0);
    CHECK(isnanf(NAN) != 0 && isnanl(1.0L) == 0);
    CHECK(gamma(3.0) == lgamma(3.0) && gammaf(0.5f) == lgammaf(0.5f) && gammal(0.5L) == lgammal(0.5L));
    CHECK(lgammal_r(-0.5L, &sign) > 1.26L && sign == -1 && lgamma_r(0.5, &sign) > 0.57 && sign == 1);
    CHECK(scalb(3.0, 4.0) == 48.0 && scalbf(1.0f, -2.0f) == 0.25f && scalbl(1.0L, 3.0L) == 8.0L);
    CHECK(scalb(1.0, HUGE_VAL) == HUGE_VAL && scalb(1.0, -HUGE_VAL) == 0.0);
    sincos(1.0, &s, &c), sincosf(1.0f, &sf, &cf), sincosl(1.0L, &sl, &cl);
    CHECK(s == sin(1.0) && c == cos(1.0) && sf == sinf(1.0f) && cf == cosf(1.0f));
    CHECK(sl == sinl(1.0L) && cl == cosl(1.0L));
    CHECK(nexttoward(1.0, 2.0L) == 1.0 + 0x1p-52 && nexttowardf(1.0f, 0.0L) == 1.0f - 0x1p-24f);
#ifndef __GLIBC__
    CHECK(pow10(2.0) == 100.0);
#endif
    return test_done();
}
