/* Writes cases with correctly rounded results to standard output: reference CASES SEED

   CASES for each function and format. Half have random arguments over all orders of magnitude; the others lie next
   to multiples of pi/2, to whole numbers and to one, or have few bits. */
#include <mpfr.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <math.h>
#include "functions.h"

static const int precision[] = {24, 53, 64};
static const int smallest[] = {-125, -1021, -16381}, largest[] = {128, 1024, 16384};

static uint64_t state;

static uint64_t next(void) {
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    return state * 0x2545f4914f6cdd1dULL;
}

static int log_gamma(mpfr_t out, const mpfr_t x, mpfr_rnd_t direction) {
    int sign;
    return mpfr_lgamma(out, &sign, x, direction);
}

/* A number of the format, of order 2^low to 2^high. */
static long double argument(int format, int low, int high, int signs) {
    if (low < smallest[format] - 20)
        low = smallest[format] - 20;
    if (high > largest[format] - 2)
        high = largest[format] - 2;
    uint64_t bits = next(), kind = next() % 8;
    long double x = ldexpl((long double)(bits | 1ULL << 63), -63 + low + (int)(next() % (uint64_t)(high - low + 1)));
    if (high == 0 && x > 1)
        x /= 2;
    if (kind == 0 && high > 3)
        x = (long double)(next() % 64 + 1) * 1.57079632679489661923132169163975144L;
    else if (kind == 1 && high > 3)
        x = (long double)(next() % 40 + 1) / (next() % 2 ? 1 : 2);
    else if (kind == 2)
        x = 1 + (long double)(int64_t)(next() % 4001 - 2000) * ldexpl(1, -(int)(next() % 30 + 10));
    else if (kind == 3)
        x = ldexpl((long double)(next() % 255 + 1), low + (int)(next() % (uint64_t)(high - low + 1)) - 8);
    if (low == 0 && x < 1)
        x = 1 / x;
    if (high == 0 && x > 1)
        x = 1 / x;
    if (signs == 2 && next() % 2)
        x = -x;
    return format == FORMAT_FLOAT ? (float)x : format == FORMAT_DOUBLE ? (double)x : x;
}

/* Rounds to the format, subnormal numbers included, and writes what is left. */
static void emit(struct ulp_case *c, mpfr_t exact) {
    mpfr_t rounded, rest;
    if (!mpfr_number_p(exact) || mpfr_zero_p(exact))
        return;
    long order = mpfr_get_exp(exact);
    int bits = precision[c->format];
    if (order > largest[c->format] || order < smallest[c->format] - bits + 2)
        return;
    long unit = order - bits;
    if (unit < smallest[c->format] - bits)
        unit = smallest[c->format] - bits;
    mpfr_init2(rounded, 256), mpfr_init2(rest, 64);
    mpfr_mul_2si(rounded, exact, -unit, MPFR_RNDN);
    mpfr_rint(rounded, rounded, MPFR_RNDN);
    mpfr_mul_2si(exact, exact, -unit, MPFR_RNDN);
    mpfr_sub(rest, exact, rounded, MPFR_RNDN);
    c->rest = mpfr_get_d(rest, MPFR_RNDN);
    c->want = ldexpl(mpfr_get_ld(rounded, MPFR_RNDN), (int)unit);
    fwrite(c, sizeof *c, 1, stdout);
    mpfr_clear(rounded), mpfr_clear(rest);
}

typedef int unary(mpfr_t, const mpfr_t, mpfr_rnd_t);
typedef int binary(mpfr_t, const mpfr_t, const mpfr_t, mpfr_rnd_t);

static void measure(int function, unary *one, binary *two, const int *orders, long cases) {
    mpfr_t x, y, exact;
    mpfr_init2(x, 64), mpfr_init2(y, 64), mpfr_init2(exact, 192);
    for (int format = 0; format < 3; format++)
        for (long i = 0; i < cases; i++) {
            struct ulp_case c = {.function = function, .format = format};
            c.x = argument(format, orders[0], orders[1], orders[2]);
            mpfr_set_ld(x, c.x, MPFR_RNDN);
            if (two) {
                c.y = argument(format, orders[3], orders[4], 2);
                mpfr_set_ld(y, c.y, MPFR_RNDN);
                two(exact, x, y, MPFR_RNDN);
            } else {
                one(exact, x, MPFR_RNDN);
            }
            emit(&c, exact);
        }
    mpfr_clear(x), mpfr_clear(y), mpfr_clear(exact);
}

#define ONE(name, reference, low, high, signs) measure(number++, reference, NULL, (int[]){low, high, signs}, cases);
#define TWO(name, reference, low, high, signs, low2, high2) \
    measure(number++, NULL, reference, (int[]){low, high, signs, low2, high2}, cases);

int main(int argc, char **argv) {
    if (argc != 3)
        return 2;
    long cases = atol(argv[1]);
    int number = 0;
    state = strtoull(argv[2], NULL, 10) * 2 + 1;
    FUNCTIONS(ONE, TWO)
    BESSEL(ONE)
    C23(ONE, TWO)
    return ferror(stdout) != 0;
}
