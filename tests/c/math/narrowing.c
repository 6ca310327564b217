/* One rounding to the narrower type. */
#define _GNU_SOURCE
#include <fenv.h>
#include <math.h>
#include "test.h"

static volatile double tiny = 0x1p-60, one = 1.0, third = 1.0 / 3;
static volatile long double tiny_l = 0x1p-70L, one_l = 1.0L;

int main(void) {
    /* Rounded to double first, 1 + 2^-24 + 2^-60 would be a tie for float. */
    CHECK(fadd(one + 0x1p-24, tiny) == 1.0f + 0x1p-23f);
    CHECK(fsub(one + 0x1p-24, tiny) == 1.0f);
    CHECK(faddl(one_l + 0x1p-24L, tiny_l) == 1.0f + 0x1p-23f && daddl(one_l + 0x1p-53L, tiny_l) == 1.0 + 0x1p-52);
    CHECK(dsubl(one_l + 0x1p-53L, tiny_l) == 1.0 && fsubl(3.0L, one_l) == 2.0f);
    CHECK(fmul(one + 0x1p-24, one + 0x1p-50) == 1.0f + 0x1p-23f && dmull(3.0L, 7.0L) == 21.0 && fmull(2.0L, 8.0L) == 16.0f);
    CHECK(fdiv(one, 3.0) == 1.0f / 3 && ddivl(one_l, 3.0L) == 1.0 / 3 && fdivl(one_l, 8.0L) == 0.125f);
    CHECK(fsqrt(2.0) == 0x1.6a09e6p0f && dsqrtl(2.0L) == 0x1.6a09e667f3bcdp0 && fsqrtl(9.0L) == 3.0f);
    CHECK(ffma(third, 3.0, 0x1p-30) == 1.0f && dfmal(0x1p-40L, 0x1p-40L, one_l + 0x1p-53L) == 1.0 + 0x1p-52);
    CHECK(ffmal(2.0L, 3.0L, 4.0L) == 10.0f);
    CHECK(fma(third, 3.0, -1.0) == -0x1p-54 && fmal(1.0L / 3, 3.0L, -1.0L) == 0x1p-65L);
    CHECK(fma(0x1p1000, 0x1p1000, -HUGE_VAL) == -HUGE_VAL && fmaf(0x1p-100f, 0x1p-100f, 1.0f) == 1.0f);
    CHECK(fma(0x1.0000000000001p0, 0x1.0000000000001p0, -0x1.0000000000002p0) == 0x1p-104);
    feclearexcept(FE_ALL_EXCEPT);
    CHECK(fadd(0x1p300, one) == HUGE_VALF && fetestexcept(FE_OVERFLOW) && fetestexcept(FE_INEXACT));
    feclearexcept(FE_ALL_EXCEPT);
    CHECK(fmul(one, 0.5) == 0.5f && !fetestexcept(FE_ALL_EXCEPT));
    CHECK(isnan(fsqrt(-one)) && fetestexcept(FE_ALL_EXCEPT) == FE_INVALID);
    feclearexcept(FE_ALL_EXCEPT);
    CHECK(fdiv(one, 0.0) == HUGE_VALF && fetestexcept(FE_ALL_EXCEPT) == FE_DIVBYZERO);
    fesetround(FE_UPWARD);
    CHECK(fadd(one, tiny) == 1.0f + 0x1p-23f && fma(tiny, tiny, one) == 1.0 + 0x1p-52);
    fesetround(FE_DOWNWARD);
    CHECK(fsub(one, tiny) == 1.0f - 0x1p-24f && signbit(fsub(one, one)));
    fesetround(FE_TONEAREST);
    return test_done();
}
