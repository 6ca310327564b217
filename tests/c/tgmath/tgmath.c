/* <tgmath.h>: which function a name stands for, told by the type of its value, and that it is called. */
#include <tgmath.h>
#include "test.h"

#define IS_TYPE(expression, type) CHECK(_Generic((expression), type: 1, default: 0))

float f = 1.5f;
double d = 1.5;
long double l = 1.5L;
int i = 2;
float complex fc = 1.5f;
double complex dc = 1.5;
long double complex lc = 1.5L;

static void unary(void) {
    IS_TYPE(sin(f), float);
    IS_TYPE(sin(d), double);
    IS_TYPE(sin(i), double);
    IS_TYPE(sin(l), long double);
    IS_TYPE(sqrt(fc), float complex);
    IS_TYPE(exp(dc), double complex);
    IS_TYPE(acosh(lc), long double complex);
    IS_TYPE(fabs(fc), float);
    IS_TYPE(fabs(i), double);
    IS_TYPE(cbrt(f), float);
    IS_TYPE(lround(f), long);
    IS_TYPE(ilogb(l), int);
    IS_TYPE(carg(d), double);
    IS_TYPE(creal(fc), float);
    IS_TYPE(conj(lc), long double complex);
}

static void several(void) {
    int e;
    IS_TYPE(pow(f, f), float);
    IS_TYPE(pow(f, i), double);
    IS_TYPE(pow(f, l), long double);
    IS_TYPE(pow(f, dc), double complex);
    IS_TYPE(atan2(f, d), double);
    IS_TYPE(fma(f, f, l), long double);
    IS_TYPE(fmod(i, i), double);
    IS_TYPE(ldexp(f, i), float);
    IS_TYPE(frexp(l, &e), long double);
    IS_TYPE(nexttoward(f, l), float);
    IS_TYPE(remquo(f, d, &e), double);
    IS_TYPE(scalbn(f, i), float);
}

static void values(void) {
    CHECK(sqrt(4) == 2.0 && pow(2, 3) == 8.0 && fabs(-f) == 1.5f && floor(l) == 1.0L);
    CHECK(sqrt(dc * dc) == dc && cimag(csqrt(-4.0)) == 2.0 && cimag(sqrt((double complex)-4.0)) == 2.0);
    CHECK(exp(f) == expf(f) && log(l) == logl(l) && fmax(f, i) == 2.0);
}

int main(void) {
    unary();
    several();
    values();
#ifndef __GLIBC__
    IS_TYPE(sinpi(f), float);
    IS_TYPE(roundeven(l), long double);
    IS_TYPE(pown(f, 2), float);
    IS_TYPE(fmaximum(f, i), double);
    IS_TYPE(fadd(d, d), float);
    IS_TYPE(dmul(l, l), double);
    CHECK(fadd(l, l) == 3.0f && dsqrt(4.0L) == 2.0 && rootn(27, 3) == 3.0);
#endif
    return test_done();
}
