/* Rounding, remainders, parts, neighbours: exact results in every rounding mode. */
#include <fenv.h>
#include <limits.h>
#include <math.h>
#include "test.h"

static volatile double half = 2.5, minus = -2.5, tiny = 0.25;
static volatile float halff = 2.5f;

/* round and its like do not care about the mode, not even where a unit is a half or one. */
static void halves_away(void) {
    static const int all[] = { FE_TONEAREST, FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO };
    volatile double odd = 4503599627370497.0, below_half = 0.49999999999999994, zero = -0.25;
    volatile float oddf = 8388609.0f;
    for (int i = 0; i < 4; i++) {
        fesetround(all[i]);
        CHECK(round(odd) == odd && round(-odd) == -odd && roundf(oddf) == oddf && roundf(-oddf) == -oddf);
        CHECK(round(half) == 3.0 && round(-half) == -3.0 && round(below_half) == 0.0 && round(-below_half) == 0.0);
        CHECK(signbit(round(zero)) && !signbit(round(-zero)));
        CHECK(lround(odd) == 4503599627370497 && llround(-odd) == -4503599627370497 && lroundf(oddf) == 8388609);
    }
    fesetround(FE_TONEAREST);
}

static void modes(void) {
    CHECK(rint(half) == 2.0 && rint(-1.5) == -2.0);
    CHECK(signbit(rint(-tiny)));
    CHECK_INT(lrint(half), 2);
    fesetround(FE_UPWARD);
    CHECK(rint(half) == 3.0 && rint(minus) == -2.0);
    CHECK(rintf(halff) == 3.0f);
    CHECK_INT(lrint(tiny), 1);
    CHECK_INT(llrintf(halff), 3);
    fesetround(FE_DOWNWARD);
    CHECK(nearbyint(half) == 2.0 && nearbyint(minus) == -3.0);
    fesetround(FE_TOWARDZERO);
    CHECK(rint(minus) == -2.0);
    fesetround(FE_TONEAREST);
    feclearexcept(FE_ALL_EXCEPT);
    CHECK(nearbyint(half) == 2.0);
    CHECK_INT(fetestexcept(FE_INEXACT), 0);
    CHECK(rint(half) == 2.0);
    CHECK_INT(fetestexcept(FE_INEXACT), FE_INEXACT);
}

static void fixed(void) {
    CHECK(floor(minus) == -3.0 && ceil(minus) == -2.0 && trunc(minus) == -2.0 && round(minus) == -3.0);
    CHECK(floorf(-0.5f) == -1.0f && signbit(ceilf(-0.5f)));
    CHECK(round(0.49999999999999994) == 0.0);
    CHECK(round(4503599627370497.0) == 4503599627370497.0);
    CHECK_INT(lround(minus), -3);
    CHECK_INT(llround(1e15 + 0.5), 1000000000000001);
    CHECK_INT(lroundf(0.5f), 1);
}

static void parts(void) {
    int exponent, quotient;
    double whole;
    CHECK(fmod(5.5, 2.0) == 1.5 && fmod(-5.5, 2.0) == -1.5);
    CHECK(isnan(fmod(1.0, 0.0)) && fmod(1.0, INFINITY) == 1.0);
    CHECK(remainder(5.0, 3.0) == -1.0);
    CHECK(remquo(29.0, 3.0, &quotient) == -1.0);
    CHECK_INT(quotient & 7, 10 & 7);
    CHECK(frexp(-12.0, &exponent) == -0.75);
    CHECK_INT(exponent, 4);
    CHECK(frexp(0x1p-1074, &exponent) == 0.5);
    CHECK_INT(exponent, -1073);
    CHECK(modf(-3.25, &whole) == -0.25 && whole == -3.0);
    CHECK(modf(INFINITY, &whole) == 0.0 && whole == INFINITY);
    CHECK(ldexp(1.0, -1074) == 0x1p-1074 && ldexp(1.0, 2000) == INFINITY);
    CHECK(scalbln(1.0, 3) == 8.0 && scalbn(0x1p-1074, 1074) == 1.0);
    CHECK_INT(ilogb(8.5), 3);
    CHECK_INT(ilogb(0x1p-1074), -1074);
    CHECK_INT(ilogb(0.0), FP_ILOGB0);
    CHECK_INT(ilogb(INFINITY), INT_MAX);
    CHECK(logb(0.125) == -3.0 && logb(0.0) == -INFINITY && logb(-INFINITY) == INFINITY);
    CHECK(nextafter(1.0, 2.0) == 0x1.0000000000001p0 && nextafter(0.0, -1.0) == -0x1p-1074);
    CHECK(fma(0x1.0000000000001p0, 0x1.0000000000001p0, -1.0) == 0x1.00000000000008p-51);
    CHECK(fmax(NAN, 1.0) == 1.0 && fmin(1.0, NAN) == 1.0 && fdim(3.0, 5.0) == 0.0);
    CHECK(copysign(1.0, -0.0) == -1.0 && signbit(-0.0) && !signbit(0.0));
    CHECK(isnan(nan("7")));
}

static void classes(void) {
    CHECK_INT(fpclassify(0.0), FP_ZERO);
    CHECK_INT(fpclassify(1.0f), FP_NORMAL);
    CHECK_INT(fpclassify(0x1p-1074), FP_SUBNORMAL);
    CHECK_INT(fpclassify(INFINITY), FP_INFINITE);
    CHECK_INT(fpclassify(NAN), FP_NAN);
    CHECK(isfinite(1.0L) && !isfinite(HUGE_VALL) && isnormal(1.0));
    CHECK(isunordered(NAN, 1.0) && isless(1.0, 2.0) && !isgreater(1.0, NAN));
}

int main(void) {
    halves_away();
    modes();
    fixed();
    parts();
    classes();
    return test_done();
}
