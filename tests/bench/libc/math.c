/* Elementary functions, over arguments that differ from call to call. */
#include "bench.h"

#include <math.h>

static void apply(long n, double (*function)(double), double step, double from)
{
    double total = 0;

    for (long i = 0; i < n; i++) {
        barrier();
        total += function(from + (double)(i & 1023) * step);
    }
    sink = total > 0;
}

static void apply_float(long n, float (*function)(float), float step, float from)
{
    float total = 0;

    for (long i = 0; i < n; i++) {
        barrier();
        total += function(from + (float)(i & 1023) * step);
    }
    sink = total > 0;
}

static void sine(long n) { apply(n, sin, 0.01, 0.1); }
static void sine_large(long n) { apply(n, sin, 1e9, 1e12); }
static void cosine(long n) { apply(n, cos, 0.01, 0.1); }
static void tangent(long n) { apply(n, tan, 0.01, 0.1); }
static void arc_tangent(long n) { apply(n, atan, 0.01, -5); }
static void arc_sine(long n) { apply(n, asin, 0.0015, -0.75); }
static void exponential(long n) { apply(n, exp, 0.1, -50); }
static void exponential_2(long n) { apply(n, exp2, 0.1, -50); }
static void logarithm(long n) { apply(n, log, 1.7, 0.3); }
static void logarithm_10(long n) { apply(n, log10, 1.7, 0.3); }
static void hyperbolic(long n) { apply(n, tanh, 0.005, -2.5); }
static void root(long n) { apply(n, sqrt, 1.7, 0.3); }
static void cube_root(long n) { apply(n, cbrt, 1.7, 0.3); }
static void gamma_function(long n) { apply(n, tgamma, 0.03, 0.3); }
static void error_function(long n) { apply(n, erf, 0.005, -2.5); }
static void down(long n) { apply(n, floor, 0.37, -100); }
static void rounded(long n) { apply(n, round, 0.37, -100); }
static void sine_float(long n) { apply_float(n, sinf, 0.01f, 0.1f); }
static void exponential_float(long n) { apply_float(n, expf, 0.1f, -50); }
static void logarithm_float(long n) { apply_float(n, logf, 1.7f, 0.3f); }

static void power(long n)
{
    double total = 0;

    for (long i = 0; i < n; i++)
        total += pow(1.5 + (double)(i & 1023) * 0.01, 3.7);
    sink = total > 0;
}

static void distance(long n)
{
    double total = 0;

    for (long i = 0; i < n; i++)
        total += hypot(1.5 + (double)(i & 1023), 3.7);
    sink = total > 0;
}

static void remainder_of(long n)
{
    double total = 0;

    for (long i = 0; i < n; i++)
        total += fmod(1e5 + (double)(i & 1023), 3.7);
    sink = total > 0;
}

const struct bench math_benches[] = {
    { "sin", sine, PLAIN, NULL },
    { "sin_large", sine_large, PLAIN, NULL },
    { "cos", cosine, PLAIN, NULL },
    { "tan", tangent, PLAIN, NULL },
    { "atan", arc_tangent, PLAIN, NULL },
    { "asin", arc_sine, PLAIN, NULL },
    { "exp", exponential, PLAIN, NULL },
    { "exp2", exponential_2, PLAIN, NULL },
    { "log", logarithm, PLAIN, NULL },
    { "log10", logarithm_10, PLAIN, NULL },
    { "pow", power, PLAIN, NULL },
    { "tanh", hyperbolic, PLAIN, NULL },
    { "sqrt", root, PLAIN, NULL },
    { "cbrt", cube_root, PLAIN, NULL },
    { "hypot", distance, PLAIN, NULL },
    { "fmod", remainder_of, PLAIN, NULL },
    { "tgamma", gamma_function, PLAIN, NULL },
    { "erf", error_function, PLAIN, NULL },
    { "floor", down, PLAIN, NULL },
    { "round", rounded, PLAIN, NULL },
    { "sinf", sine_float, PLAIN, NULL },
    { "expf", exponential_float, PLAIN, NULL },
    { "logf", logarithm_float, PLAIN, NULL },
    { NULL, NULL, PLAIN, NULL },
};
