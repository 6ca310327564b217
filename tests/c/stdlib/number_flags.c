/* The exception flags of strtod and its relatives: those of the one rounding that Annex F asks for. */
#include <errno.h>
#include <fenv.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#include "../test.h"

enum { FLAGS = FE_INEXACT | FE_OVERFLOW | FE_UNDERFLOW | FE_INVALID | FE_DIVBYZERO };

static volatile double value;
static volatile float small_value;
static volatile long double long_value;

static int of_double(const char *text) {
    feclearexcept(FE_ALL_EXCEPT);
    value = strtod(text, NULL);
    return fetestexcept(FLAGS);
}

static int of_float(const char *text) {
    feclearexcept(FE_ALL_EXCEPT);
    small_value = strtof(text, NULL);
    return fetestexcept(FLAGS);
}

static int of_long_double(const char *text) {
    feclearexcept(FE_ALL_EXCEPT);
    long_value = strtold(text, NULL);
    return fetestexcept(FLAGS);
}

int main(void) {
    static const char *const exact[] = {"0", "1", "-0.5", "1e22", "123456789", "0x1.8p3", "4503599627370495.5", "inf",
        "nonsense", "0.1000000000000000055511151231257827021181583404541015625"};
    static const char *const inexact[] = {"0.1", "1e23", "9007199254740993", "3.14159265358979323846", "0x1.00000000000001p0",
        "0.1000000000000000055511151231257827021181583404541015624"};
    static const int modes[] = {FE_TONEAREST, FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO};
    for (int m = 0; m < 4; m++) {
        fesetround(modes[m]);
        for (size_t i = 0; i < sizeof exact / sizeof *exact; i++)
            CHECK_INT(of_double(exact[i]), 0);
        for (size_t i = 0; i < sizeof inexact / sizeof *inexact; i++)
            CHECK_INT(of_double(inexact[i]), FE_INEXACT);
        CHECK_INT(of_double("1e400"), FE_INEXACT | FE_OVERFLOW);
        CHECK_INT(of_double("-0x1p2000"), FE_INEXACT | FE_OVERFLOW);
        CHECK_INT(of_double("1e-310"), FE_INEXACT | FE_UNDERFLOW);
        CHECK_INT(of_double("1e-4000"), FE_INEXACT | FE_UNDERFLOW);
        CHECK_INT(of_double("0x1p-1074"), 0);
        CHECK_INT(of_float("0.5"), 0);
        CHECK_INT(of_float("0.1"), FE_INEXACT);
        CHECK_INT(of_float("16777217"), FE_INEXACT);
        CHECK_INT(of_float("1e39"), FE_INEXACT | FE_OVERFLOW);
        CHECK_INT(of_float("1e-44"), FE_INEXACT | FE_UNDERFLOW);
        CHECK_INT(of_long_double("18446744073709551615"), 0);
        CHECK_INT(of_long_double("18446744073709551617"), FE_INEXACT);
        CHECK_INT(of_long_double("0.1"), FE_INEXACT);
        CHECK_INT(of_long_double("1e5000"), FE_INEXACT | FE_OVERFLOW);
        CHECK_INT(of_long_double("1e-4940"), FE_INEXACT | FE_UNDERFLOW);
    }
    fesetround(FE_TONEAREST);
    feclearexcept(FE_ALL_EXCEPT);
    value = wcstod(L"0.3", NULL);
    CHECK_INT(fetestexcept(FLAGS), FE_INEXACT);
    CHECK_ERRNO(strtod("1e999", NULL), HUGE_VAL, ERANGE);
    CHECK_ERRNO((strtod("1e-999", NULL), 0), 0, ERANGE);
    return test_done();
}
