/* fromfp and its kin: C23 returns a floating value; glibc of Debian 12 an integer, so it is left out there. */
#define _GNU_SOURCE
#include <errno.h>
#include <fenv.h>
#include <math.h>
#include "test.h"

int main(void) {
#ifndef __GLIBC__
    CHECK(fromfp(2.5, FP_INT_UPWARD, 8) == 3.0 && fromfp(2.5, FP_INT_DOWNWARD, 8) == 2.0);
    CHECK(fromfp(-2.5, FP_INT_TOWARDZERO, 8) == -2.0 && fromfp(2.5, FP_INT_TONEARESTFROMZERO, 8) == 3.0);
    CHECK(fromfp(2.5, FP_INT_TONEAREST, 8) == 2.0 && fromfpl(3.5L, FP_INT_TONEAREST, 8) == 4.0L);
    CHECK(fromfp(127.4, FP_INT_TONEAREST, 8) == 127.0 && fromfp(-128.0, FP_INT_TONEAREST, 8) == -128.0);
    CHECK(signbit(fromfp(-0.25, FP_INT_TONEAREST, 8)) && fromfpf(1e30f, FP_INT_UPWARD, 200) == 1e30f);
    CHECK(ufromfp(255.0, FP_INT_TONEAREST, 8) == 255.0 && ufromfpl(-0.5L, FP_INT_TOWARDZERO, 8) == 0.0L);
    CHECK_ERRNO(isnan(fromfp(128.0, FP_INT_TONEAREST, 8)) != 0, 1, EDOM);
    CHECK_ERRNO(isnan(ufromfpf(-1.0f, FP_INT_TONEAREST, 8)) != 0, 1, EDOM);
    CHECK(isnan(ufromfp(256.0, FP_INT_TONEAREST, 8)) && isnan(fromfp(HUGE_VAL, FP_INT_UPWARD, 64)));
    feclearexcept(FE_ALL_EXCEPT);
    CHECK(fromfp(2.5, FP_INT_UPWARD, 8) == 3.0 && !fetestexcept(FE_ALL_EXCEPT));
    CHECK(fromfpx(2.0, FP_INT_UPWARD, 8) == 2.0 && !fetestexcept(FE_ALL_EXCEPT));
    CHECK(fromfpx(2.5, FP_INT_UPWARD, 8) == 3.0 && fetestexcept(FE_ALL_EXCEPT) == FE_INEXACT);
    CHECK(ufromfpxl(2.25L, FP_INT_UPWARD, 8) == 3.0L);
#endif
    CHECK(FP_INT_UPWARD == 0 && FP_INT_TONEAREST == 4);
    return test_done();
}
