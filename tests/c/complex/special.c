/* Annex G: infinities, NaNs and signed zeros. */
#include <complex.h>
#include <math.h>
#include "test.h"

/* glibc has this for gcc only. */
#ifndef CMPLX
#define CMPLX(x, y) __builtin_complex((double)(x), (double)(y))
#endif

#define INF HUGE_VAL
#define PI 3.14159265358979323846

/* The same value: NaN for NaN, zeros with their signs. */
static int same(double got, double want) {
    if (isnan(want))
        return isnan(got);
    if (want == 0)
        return got == 0 && !signbit(got) == !signbit(want);
    return got == want || fabs(got - want) < 1e-15 * fabs(want);
}

static void check(double complex got, double re, double im, int line, const char *text) {
    int ok = same(creal(got), re) && same(cimag(got), im);
    test_report(ok, __FILE__, line, text);
    if (!ok)
        printf("# got %g %+gi, want %g %+gi\n", creal(got), cimag(got), re, im);
}

#define IS(call, re, im) check((call), (re), (im), __LINE__, #call)
#define Z(x, y) CMPLX((x), (y))

static void exponential(void) {
    IS(cexp(Z(0.0, 0.0)), 1, 0.0);
    IS(cexp(Z(-0.0, -0.0)), 1, -0.0);
    IS(cexp(Z(1.0, INF)), NAN, NAN);
    IS(cexp(Z(INF, 0.0)), INF, 0.0);
    IS(cexp(Z(-INF, 2.0)), -0.0, 0.0);
    IS(cexp(Z(INF, 2.0)), -INF, INF);
    IS(cexp(Z(NAN, 0.0)), NAN, 0.0);
    IS(cexp(Z(NAN, 1.0)), NAN, NAN);
    IS(clog(Z(-0.0, 0.0)), -INF, PI);
    IS(clog(Z(0.0, -0.0)), -INF, -0.0);
    IS(clog(Z(1.0, INF)), INF, PI / 2);
    IS(clog(Z(-INF, INF)), INF, 3 * PI / 4);
    IS(clog(Z(INF, -1.0)), INF, -0.0);
    IS(clog(Z(INF, NAN)), INF, NAN);
    IS(clog(Z(NAN, 1.0)), NAN, NAN);
    IS(csqrt(Z(-0.0, -0.0)), 0.0, -0.0);
    IS(csqrt(Z(NAN, -INF)), INF, -INF);
    IS(csqrt(Z(-INF, 1.0)), 0.0, INF);
    IS(csqrt(Z(INF, -1.0)), INF, -0.0);
    IS(csqrt(Z(INF, NAN)), INF, NAN);
    IS(csqrt(Z(NAN, 1.0)), NAN, NAN);
}

static void hyperbolic(void) {
    IS(ccosh(Z(0.0, 0.0)), 1, 0.0);
    IS(ccosh(Z(INF, 0.0)), INF, 0.0);
    IS(ccosh(Z(-INF, 0.0)), INF, -0.0);
    IS(ccosh(Z(INF, INF)), INF, NAN);
    IS(ccosh(Z(1.0, INF)), NAN, NAN);
    IS(csinh(Z(-0.0, 0.0)), -0.0, 0.0);
    IS(csinh(Z(INF, 0.0)), INF, 0.0);
    IS(csinh(Z(INF, 2.0)), -INF, INF);
    IS(csinh(Z(NAN, 0.0)), NAN, 0.0);
    IS(csinh(Z(1.0, NAN)), NAN, NAN);
    IS(ctanh(Z(INF, 1.0)), 1, 0.0);
    IS(ctanh(Z(-INF, 2.0)), -1, -0.0);
    IS(ctanh(Z(1.0, INF)), NAN, NAN);
    IS(ctanh(Z(NAN, -0.0)), NAN, -0.0);
    IS(csin(Z(0.0, INF)), 0.0, INF);
    IS(ctan(Z(0.5, INF)), 0.0, 1);
    IS(ccos(Z(0.0, 0.0)), 1, -0.0);
}

static void inverse(void) {
    IS(cacos(Z(0.0, 0.0)), PI / 2, -0.0);
    IS(cacos(Z(-0.0, -0.0)), PI / 2, 0.0);
    IS(cacos(Z(0.0, NAN)), PI / 2, NAN);
    IS(cacos(Z(1.0, INF)), PI / 2, -INF);
    IS(cacos(Z(-INF, 1.0)), PI, -INF);
    IS(cacos(Z(INF, 1.0)), 0.0, -INF);
    IS(cacos(Z(-INF, INF)), 3 * PI / 4, -INF);
    IS(cacos(Z(INF, INF)), PI / 4, -INF);
    IS(cacos(Z(NAN, 1.0)), NAN, NAN);
    IS(cacos(Z(1.0, 0.0)), 0.0, -0.0);
    IS(cacosh(Z(0.0, 0.0)), 0.0, PI / 2);
    IS(cacosh(Z(-INF, 1.0)), INF, PI);
    IS(cacosh(Z(INF, NAN)), INF, NAN);
    IS(casinh(Z(0.0, -0.0)), 0.0, -0.0);
    IS(casinh(Z(1.0, INF)), INF, PI / 2);
    IS(casinh(Z(-INF, -1.0)), -INF, -0.0);
    IS(casinh(Z(INF, INF)), INF, PI / 4);
    IS(casinh(Z(NAN, 0.0)), NAN, 0.0);
    IS(casin(Z(-0.0, 0.0)), -0.0, 0.0);
    IS(casin(Z(1.0, 0.0)), PI / 2, 0.0);
    IS(catanh(Z(1.0, 0.0)), INF, 0.0);
    IS(catanh(Z(0.0, NAN)), 0.0, NAN);
    IS(catanh(Z(1.0, INF)), 0.0, PI / 2);
    IS(catanh(Z(-INF, 1.0)), -0.0, PI / 2);
    IS(catanh(Z(INF, NAN)), 0.0, NAN);
    IS(catanh(Z(-0.0, -0.0)), -0.0, -0.0);
    IS(catan(Z(0.0, 1.0)), 0.0, INF);
}

int main(void) {
    exponential();
    hyperbolic();
    inverse();
    return test_done();
}
