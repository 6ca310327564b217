/* Reads cases and prints the largest error of this C library for each function and format:
   "name format ulps cases x y". */
#define _GNU_SOURCE
#include <float.h>
#include <math.h>
#include <stdio.h>
#include "functions.h"

typedef struct {
    const char *name;
    float (*f1)(float), (*f2)(float, float);
    double (*d1)(double), (*d2)(double, double);
    long double (*l1)(long double), (*l2)(long double, long double);
} function;

#define ONE(name, ...) {#name, name##f, 0, name, 0, name##l, 0},
#define TWO(name, ...) {#name, 0, name##f, 0, name, 0, name##l},
#define NO_LONG(name, ...) {#name, name##f, 0, name, 0, 0, 0},

#if defined(__GLIBC__) || defined(HAS_ALL)
#define BESSEL_FORM ONE
#else
#define BESSEL_FORM NO_LONG
#endif

#if !defined(__GLIBC__) && !defined(HAS_ALL)
long double exp10l(long double);
#endif

static const function functions[] = {
    FUNCTIONS(ONE, TWO)
    BESSEL(BESSEL_FORM)
#ifdef HAS_ALL
    C23(ONE, TWO)
#endif
};

enum { COUNT = sizeof functions / sizeof functions[0] };

static const char *const formats[] = {"float", "double", "long"};
static double worst[COUNT][3];
static long seen[COUNT][3];
static long double worst_x[COUNT][3], worst_y[COUNT][3];

/* The unit of the last place of a result. */
static long double unit(long double x, int format) {
    static const int bits[] = {FLT_MANT_DIG, DBL_MANT_DIG, LDBL_MANT_DIG};
    static const int least[] = {FLT_MIN_EXP, DBL_MIN_EXP, LDBL_MIN_EXP};
    int order = ilogbl(x) + 1;
    return ldexpl(1, (order < least[format] ? least[format] : order) - bits[format]);
}

int main(int argc, char **argv) {
    struct ulp_case c;
    FILE *input = argc > 1 ? fopen(argv[1], "rb") : stdin;
    if (!input)
        return 2;
    while (fread(&c, sizeof c, 1, input) == 1) {
        if (c.function >= COUNT)
            continue;
        const function *f = &functions[c.function];
        long double got;
        if (c.format == FORMAT_FLOAT)
            got = f->f1 ? f->f1((float)c.x) : f->f2((float)c.x, (float)c.y);
        else if (c.format == FORMAT_DOUBLE)
            got = f->d1 ? f->d1((double)c.x) : f->d2((double)c.x, (double)c.y);
        else if (f->l1 || f->l2)
            got = f->l1 ? f->l1(c.x) : f->l2(c.x, c.y);
        else
            continue;
        double error = fabs((double)((got - c.want) / unit(c.want, c.format)) - c.rest);
        if (!(error <= 1e9))
            error = 1e9;
        seen[c.function][c.format]++;
        if (error > worst[c.function][c.format]) {
            worst[c.function][c.format] = error;
            worst_x[c.function][c.format] = c.x;
            worst_y[c.function][c.format] = c.y;
        }
    }
    for (int i = 0; i < COUNT; i++)
        for (int format = 0; format < 3; format++)
            if (seen[i][format])
                printf("%s %s %.3f %ld %La %La\n", functions[i].name, formats[format], worst[i][format],
                    seen[i][format], worst_x[i][format], worst_y[i][format]);
    return 0;
}
