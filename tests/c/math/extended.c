/* long double: exact results where the standard asks for them, known values elsewhere. */
#include <limits.h>
#include <math.h>
#include "test.h"

/* Within two units in the last place. */
static int near(long double got, long double want) {
    long double unit = scalbnl(1.0L, ilogbl(want) - 63);
    int ok = fabsl(got - want) <= 2 * unit;
    if (!ok)
        printf("# got %La, want %La\n", got, want);
    return ok;
}

static volatile long double half = 2.5L;

static void exact(void) {
    int exponent;
    long double whole;
    CHECK(fabsl(-1.5L) == 1.5L && sqrtl(2.25L) == 1.5L && copysignl(3.0L, -0.0L) == -3.0L);
    CHECK(floorl(-2.5L) == -3.0L && ceill(-2.5L) == -2.0L && truncl(-2.5L) == -2.0L);
    CHECK(roundl(half) == 3.0L && roundl(0x1.fffffffffffffffep-2L) == 0.0L && rintl(half) == 2.0L);
    CHECK(roundl(HUGE_VALL) == HUGE_VALL && signbit(roundl(-0.25L)));
    CHECK_INT(lroundl(-half), -3);
    CHECK_INT(llrintl(half), 2);
    CHECK(fmodl(0x1p16000L, 3.0L) == 1.0L && fmodl(-5.5L, 2.0L) == -1.5L);
    CHECK(remainderl(5.0L, 3.0L) == -1.0L);
    CHECK(frexpl(-12.0L, &exponent) == -0.75L && exponent == 4);
    CHECK(frexpl(0x1p-16445L, &exponent) == 0.5L && exponent == -16444);
    CHECK(modfl(-3.25L, &whole) == -0.25L && whole == -3.0L);
    CHECK(ldexpl(1.0L, -16445) == 0x1p-16445L && scalblnl(1.0L, 100000) == HUGE_VALL);
    CHECK_INT(ilogbl(0x1p-16445L), -16445);
    CHECK_INT(ilogbl(HUGE_VALL), INT_MAX);
    CHECK(logbl(8.5L) == 3.0L);
    CHECK(nextafterl(1.0L, 2.0L) == 0x1.0000000000000002p0L && nextafterl(0.0L, -1.0L) == -0x1p-16445L);
    CHECK(nextafterl(0x1p-16382L, 0.0L) < 0x1p-16382L);
    CHECK(fmaxl(NAN, 1.0L) == 1.0L && fminl(2.0L, 1.0L) == 1.0L && fdiml(5.0L, 3.0L) == 2.0L);
    CHECK(isnan(nanl("")));
}

static void known(void) {
    CHECK(near(expl(1.0L), 2.718281828459045235360287471352662498L));
    CHECK(near(expl(-11400.0L), expl(-11399.0L) / 2.718281828459045235360287471352662498L));
    CHECK(expl(11357.0L) == HUGE_VALL && expl(-HUGE_VALL) == 0.0L);
    CHECK(exp2l(-16445.0L) == 0x1p-16445L && exp2l(10.0L) == 1024.0L);
    CHECK(near(expm1l(1e-10L), 1.00000000005000000000166666666670833e-10L));
    CHECK(near(logl(10.0L), 2.302585092994045684017991454684364208L));
    CHECK(log2l(0x1p16000L) == 16000.0L && near(log10l(1e3L), 3.0L) && logl(0.0L) == -HUGE_VALL);
    CHECK(near(log1pl(1e-10L), 9.99999999950000000003333333333083333e-11L));
    CHECK(near(atanl(1.0L) * 4, 3.141592653589793238462643383279502884L));
    CHECK(near(atan2l(-1.0L, -1.0L), -2.356194490192344928846982537459627163L));
    CHECK(near(asinl(0.5L), 0.523598775598298873077107230546583814L));
    CHECK(near(acosl(-0.5L), 2.094395102393195492308428922186335256L));
    CHECK(isnan(acosl(1.5L)) && isnan(sqrtl(-1.0L)) && isnan(logl(-1.0L)));
}

int main(void) {
    exact();
    known();
    return test_done();
}
