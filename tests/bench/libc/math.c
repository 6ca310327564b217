/* Elementary functions, over arguments that differ from call to call. */
#include "bench.h"

#include <complex.h>
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
static void logarithm_2(long n) { apply(n, log2, 1.7, 0.3); }
static void logarithm_plus(long n) { apply(n, log1p, 0.002, -0.9); }
static void exponential_minus(long n) { apply(n, expm1, 0.01, -5); }
static void hyperbolic_cosine(long n) { apply(n, cosh, 0.01, -5); }
static void area_tangent(long n) { apply(n, atanh, 0.0019, -0.97); }
static void log_gamma(long n) { apply(n, lgamma, 0.03, 0.3); }
static void cosine_float(long n) { apply_float(n, cosf, 0.01f, 0.1f); }
static void logarithm_2_float(long n) { apply_float(n, log2f, 1.7f, 0.3f); }

static void apply_long(long n, long double (*function)(long double), long double step, long double from)
{
    long double total = 0;

    for (long i = 0; i < n; i++) {
        barrier();
        total += function(from + (long double)(i & 1023) * step);
    }
    sink = total > 0;
}

static void sine_long(long n) { apply_long(n, sinl, 0.01L, 0.1L); }
static void exponential_long(long n) { apply_long(n, expl, 0.01L, -5); }
static void logarithm_long(long n) { apply_long(n, logl, 1.7L, 0.3L); }
static void cube_root_long(long n) { apply_long(n, cbrtl, 1.7L, 0.3L); }

static void apply_complex(long n, double complex (*function)(double complex))
{
    double total = 0;

    for (long i = 0; i < n; i++) {
        barrier();
        total += creal(function(-5 + (double)(i & 1023) * 0.01 + 0.7 * I));
    }
    sink = total > 0;
}

static void exponential_complex(long n) { apply_complex(n, cexp); }
static void logarithm_complex(long n) { apply_complex(n, clog); }
static void root_complex(long n) { apply_complex(n, csqrt); }
static void sine_complex(long n) { apply_complex(n, csin); }

static void magnitude(long n)
{
    double total = 0;

    for (long i = 0; i < n; i++) {
        barrier();
        total += cabs(-5 + (double)(i & 1023) * 0.01 + 0.7 * I);
    }
    sink = total > 0;
}

static void angle(long n)
{
    double total = 0;

    for (long i = 0; i < n; i++) {
        barrier();
        total += atan2(-5 + (double)(i & 1023) * 0.01, 1.7);
    }
    sink = total > 0;
}

static void power_float(long n)
{
    float total = 0;

    for (long i = 0; i < n; i++) {
        barrier();
        total += powf(1.5f + (float)(i & 1023) * 0.01f, 3.7f);
    }
    sink = total > 0;
}

static void fused(long n)
{
    double total = 0;

    for (long i = 0; i < n; i++) {
        barrier();
        total += fma(1.5 + (double)(i & 1023), 3.7, 0.1);
    }
    sink = total > 0;
}

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
    { "log2", logarithm_2, PLAIN, NULL },
    { "log1p", logarithm_plus, PLAIN, NULL },
    { "expm1", exponential_minus, PLAIN, NULL },
    { "cosh", hyperbolic_cosine, PLAIN, NULL },
    { "atanh", area_tangent, PLAIN, NULL },
    { "atan2", angle, PLAIN, NULL },
    { "lgamma", log_gamma, PLAIN, NULL },
    { "fma", fused, PLAIN, NULL },
    { "cosf", cosine_float, PLAIN, NULL },
    { "log2f", logarithm_2_float, PLAIN, NULL },
    { "powf", power_float, PLAIN, NULL },
    { "sinl", sine_long, PLAIN, NULL },
    { "expl", exponential_long, PLAIN, NULL },
    { "logl", logarithm_long, PLAIN, NULL },
    { "cbrtl", cube_root_long, PLAIN, NULL },
    { "cabs", magnitude, PLAIN, NULL },
    { "cexp", exponential_complex, PLAIN, NULL },
    { "clog", logarithm_complex, PLAIN, NULL },
    { "csqrt", root_complex, PLAIN, NULL },
    { "csin", sine_complex, PLAIN, NULL },
    { NULL, NULL, PLAIN, NULL },
};
