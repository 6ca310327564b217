/* long double: exact results where the standard asks for them, known values elsewhere. */
#include <limits.h>
#include <math.h>
#include "test.h"

/* Within two units in the last place. */
static int near(long double got, long double want) {
    long double unit = want != 0 ? scalbnl(1.0L, ilogbl(want) - 63) : 0x1p-16445L;
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

static void elementary(void) {
    int quotient;
    CHECK(near(sinl(1.0L), 0.841470984807896506652502321630298999L) && near(cosl(1.0L), 0.540302305868139717400936607442976604L));
    CHECK(near(tanl(1.0L), 1.557407724654902230506974807458360173L) && near(sinl(0x1p16000L), sinl(0x1p16000L)));
    CHECK(near(sinl(0x1p100L), -0.872183605418267309780719778213470559L));
    CHECK(near(sinhl(1.0L), 1.175201193643801456882381850595600815L) && near(coshl(1.0L), 1.543080634815243778477905620757061682L));
    CHECK(near(tanhl(0.5L), 0.462117157260009758502318483643672548L) && tanhl(HUGE_VALL) == 1.0L);
    CHECK(near(asinhl(1.0L), 0.881373587019543025232609324979792309L) && near(acoshl(2.0L), 1.316957896924816708625046347307968444L));
    CHECK(near(atanhl(0.5L), 0.549306144334054845697622618461262852L) && isnan(acoshl(0.5L)));
    CHECK(powl(3.0L, 5.0L) == 243.0L && near(powl(2.0L, 0.5L), sqrtl(2.0L)) && powl(-2.0L, 3.0L) == -8.0L);
    CHECK(cbrtl(-27.0L) == -3.0L && hypotl(3.0L, 4.0L) == 5.0L && hypotl(0x1p16000L, 0.0L) == 0x1p16000L);
    CHECK(near(erfl(0.5L), 0.520499877813046537682746653891964529L) && near(erfcl(2.0L), 0.004677734981047265837930743632747071L));
    CHECK(near(tgammal(0.5L), 1.772453850905516027298167483341145183L) && tgammal(6.0L) == 120.0L);
    CHECK(near(lgammal(10.5L), 13.940625219403763633161303776763735966L) && lgammal(1.0L) == 0.0L);
    CHECK(fmal(0x1p-64L, 0x1p-64L, 1.0L) == 1.0L && near(exp2l(0.5L), sqrtl(2.0L)));
    CHECK(remquol(29.0L, 3.0L, &quotient) == -1.0L && (quotient & 7) == 2);
    CHECK(remquol(-5.5L, 2.0L, &quotient) == 0.5L && quotient == -3);
}

int main(void) {
    exact();
    elementary();
    known();
    return test_done();
}
