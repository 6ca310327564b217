/* Functions that C23 added: exact results, limits, signs of zero. */
#define _GNU_SOURCE
#include <errno.h>
#include <fenv.h>
#include <limits.h>
#include <math.h>
#include "test.h"

static int is_plus_zero(double x) { return x == 0 && !signbit(x); }
static int is_minus_zero(double x) { return x == 0 && signbit(x); }

/* What glibc of Debian 12 has, too. */
static void shared(void) {
    CHECK(roundeven(2.5) == 2.0 && roundeven(-3.5) == -4.0 && roundevenl(0.5L) == 0.0L && is_minus_zero(roundeven(-0.25)));
    CHECK(nextup(1.0) == 1.0 + 0x1p-52 && nextdownf(1.0f) == 1.0f - 0x1p-24f && nextupl(0.0L) == 0x1p-16445L);
    CHECK(nextup(HUGE_VAL) == HUGE_VAL && nextdown(HUGE_VAL) == 0x1.fffffffffffffp1023 && nextup(-0x1p-1074) == 0.0);
    CHECK(signbit(nextup(-0x1p-1074)));
    CHECK_INT(llogb(8.5), 3);
    CHECK_INT(llogbl(0x1p-16445L), -16445);
    CHECK(fmaximum(1.0, 2.0) == 2.0 && isnan(fmaximum(1.0, NAN)) && fmaximum_num(1.0, NAN) == 1.0);
    CHECK(is_plus_zero(fmaximum(-0.0, 0.0)) && is_minus_zero(fminimum(0.0, -0.0)));
    CHECK(fmaximum_mag(-3.0, 2.0) == -3.0 && fminimum_mag(-3.0, 2.0) == 2.0 && fmaximum_mag(-2.0, 2.0) == 2.0);
    CHECK(fminimum_mag_numf(NAN, -2.0f) == -2.0f && fmaximum_mag_numl(NAN, -2.0L) == -2.0L);
    CHECK(isnan(fminimuml(NAN, 1.0L)) && fminimum_numf(NAN, 1.0f) == 1.0f);
    CHECK(isnan(fmaximum_num(NAN, NAN)));
    double x = -2.5, y;
    CHECK(canonicalize(&y, &x) == 0 && y == -2.5);
}

#ifndef __GLIBC__
static volatile double zero = 0.0, one = 1.0, three = 3.0;

static void powers(void) {
    CHECK(pown(3.0, 4) == 81.0 && pown(-2.0, -3) == -0.125 && pown(NAN, 0) == 1.0);
    CHECK(pown(-0.0, -3) == -HUGE_VAL && pown(-0.0, -2) == HUGE_VAL && is_minus_zero(pown(-0.0, 3)));
    CHECK(pown(-HUGE_VAL, 3) == -HUGE_VAL && is_minus_zero(pown(-HUGE_VAL, -1)));
    CHECK(pown(one, LLONG_MAX) == 1.0 && pown(2.0, LLONG_MIN) == 0.0 && pown(2.0, LLONG_MAX) == HUGE_VAL);
    CHECK(powr(2.0, 0.5) == sqrt(2.0) && isnan(powr(-1.0, 2.0)) && isnan(powr(zero, 0.0)) && isnan(powr(one, HUGE_VAL)));
    CHECK(powr(4.0L, 0.5L) == 2.0L && powr(0.0, -1.0) == HUGE_VAL && powr(0.0, 2.0) == 0.0 && powr(3.0, -0.0) == 1.0);
    CHECK(rootn(27.0, 3) == three && rootn(-8.0, 3) == -2.0 && rootn(16.0, -4) == 0.5 && isnan(rootn(-4.0, 2)));
    CHECK(rootn(-0.0, -3) == -HUGE_VAL && rootn(-0.0, -2) == HUGE_VAL && is_minus_zero(rootn(-0.0, 3)));
    CHECK(is_plus_zero(rootn(-0.0, 2)) && isnan(rootn(1.0, 0)) && rootn(-HUGE_VAL, 3) == -HUGE_VAL);
    CHECK(compoundn(0.5, 2) == 2.25 && compoundn(1.0, -1) == 0.5 && compoundn(NAN, 0) == 1.0);
    CHECK(compoundn(-1.0, -1) == HUGE_VAL && compoundn(-1.0, 2) == 0.0 && isnan(compoundn(-1.5, 2)));
    CHECK(rsqrt(4.0) == 0.5 && rsqrtf(0.25f) == 2.0f && rsqrtl(16.0L) == 0.25L && rsqrt(HUGE_VAL) == 0.0);
    CHECK(rsqrt(-0.0) == -HUGE_VAL && rsqrt(0.0) == HUGE_VAL && isnan(rsqrt(-1.0)));
}

static void half_turns(void) {
    CHECK(sinpi(0.5) == 1.0 && sinpi(-0.5) == -1.0 && is_plus_zero(sinpi(3.0)) && is_minus_zero(sinpi(-2.0)));
    CHECK(cospi(1.0) == -1.0 && is_plus_zero(cospi(0.5)) && is_plus_zero(cospi(-1.5)) && cospi(0x1p60) == 1.0);
    CHECK(tanpi(0.25) == 1.0 && is_plus_zero(tanpi(2.0)) && is_minus_zero(tanpi(1.0)) && is_plus_zero(tanpi(-1.0)));
    CHECK(tanpi(0.5) == HUGE_VAL && tanpi(1.5) == -HUGE_VAL && tanpi(-0.5) == -HUGE_VAL);
    CHECK(isnan(sinpi(HUGE_VAL)) && isnan(cospif(-HUGE_VALF)) && isnan(tanpil(HUGE_VALL)));
    CHECK(sinpil(1.0L / 6) == 0.5L && cospif(0.25f) == 0x1.6a09e6p-1f);
    CHECK(asinpi(1.0) == 0.5 && asinpil(-1.0L) == -0.5L && is_minus_zero(asinpi(-0.0)) && isnan(asinpi(1.5)));
    CHECK(acospi(-1.0) == 1.0 && acospi(0.0) == 0.5 && is_plus_zero(acospi(1.0)) && isnan(acospif(-2.0f)));
    CHECK(atanpi(1.0) == 0.25 && atanpi(-HUGE_VAL) == -0.5 && is_minus_zero(atanpi(-0.0)));
    CHECK(atan2pi(1.0, -1.0) == 0.75 && atan2pi(-0.0, -1.0) == -1.0 && atan2pi(-3.0, 0.0) == -0.5);
    CHECK(atan2pi(HUGE_VAL, -HUGE_VAL) == 0.75 && is_minus_zero(atan2pi(-1.0, HUGE_VAL)) && atan2pif(0.0f, -0.0f) == 1.0f);
}

static void exponentials(void) {
    CHECK(exp10(3.0) == 1000.0 && exp10l(2.0L) == 100.0L && exp10f(2.0f) == 100.0f);
    CHECK(exp2m1(3.0) == 7.0 && exp2m1(-1.0) == -0.5 && exp2m1(-HUGE_VAL) == -1.0 && is_minus_zero(exp2m1(-0.0)));
    CHECK(exp10m1(2.0) == 99.0 && exp10m1l(-1.0L) == -0.9L && exp10m1f(HUGE_VALF) == HUGE_VALF);
    CHECK(log2p1(7.0) == 3.0 && log2p1(-0.5) == -1.0 && log2p1(-1.0) == -HUGE_VAL && isnan(log2p1(-2.0)));
    CHECK(log10p1(999.0) == 3.0 && log10p1l(-0.9L) < -0.99L && is_minus_zero(log10p1(-0.0)));
    CHECK(logp1(1e-10) == log1p(1e-10) && logp1f(0.0f) == 0.0f && logp1l(-1.0L) == -HUGE_VALL);
    CHECK(exp2m1(1e-300) == 0x1.d9c9bb5bd7d8fp-998 || fabs(exp2m1(1e-300) / 6.931471805599453e-301 - 1) < 0x1p-51);
}

static void errors(void) {
    feclearexcept(FE_ALL_EXCEPT);
    CHECK_ERRNO(rootn(-4.0, 2) == 0, 0, EDOM);
    CHECK(fetestexcept(FE_INVALID));
    feclearexcept(FE_ALL_EXCEPT);
    CHECK_ERRNO(rsqrt(zero) == HUGE_VAL, 1, ERANGE);
    CHECK(fetestexcept(FE_DIVBYZERO) && !fetestexcept(FE_INEXACT | FE_INVALID));
    feclearexcept(FE_ALL_EXCEPT);
    CHECK(pown(three, 2) == 9.0 && rootn(9.0, 2) == 3.0 && exp2m1(three) == 7.0);
    CHECK(!fetestexcept(FE_INEXACT));
}
#endif

int main(void) {
    shared();
#ifndef __GLIBC__
    powers();
    half_turns();
    exponentials();
    errors();
#endif
    (void)is_minus_zero;
    return test_done();
}
