/* The functions that are measured: name, reference in MPFR, orders of magnitude of the arguments.

   ONE(name, mpfr, low, high, signs): arguments from 2^low to 2^high; signs 1: positive, 2: both. The orders are cut
   to those of the format. TWO has the orders of the second argument as well. What only C23 has stands under C23. */

#define FUNCTIONS(ONE, TWO) \
    ONE(sin, mpfr_sin, -30, 40, 2) \
    ONE(cos, mpfr_cos, -30, 40, 2) \
    ONE(tan, mpfr_tan, -30, 40, 2) \
    ONE(asin, mpfr_asin, -40, 0, 2) \
    ONE(acos, mpfr_acos, -40, 0, 2) \
    ONE(atan, mpfr_atan, -40, 40, 2) \
    ONE(sinh, mpfr_sinh, -30, 14, 2) \
    ONE(cosh, mpfr_cosh, -30, 14, 2) \
    ONE(tanh, mpfr_tanh, -30, 6, 2) \
    ONE(asinh, mpfr_asinh, -40, 1000, 2) \
    ONE(acosh, mpfr_acosh, 0, 1000, 1) \
    ONE(atanh, mpfr_atanh, -40, 0, 2) \
    ONE(exp, mpfr_exp, -40, 14, 2) \
    ONE(exp2, mpfr_exp2, -40, 14, 2) \
    ONE(exp10, mpfr_exp10, -40, 12, 2) \
    ONE(expm1, mpfr_expm1, -40, 14, 2) \
    ONE(log, mpfr_log, -1000, 1000, 1) \
    ONE(log2, mpfr_log2, -1000, 1000, 1) \
    ONE(log10, mpfr_log10, -1000, 1000, 1) \
    ONE(log1p, mpfr_log1p, -40, 1000, 1) \
    ONE(sqrt, mpfr_sqrt, -16000, 16000, 1) \
    ONE(cbrt, mpfr_cbrt, -16000, 16000, 2) \
    ONE(erf, mpfr_erf, -40, 3, 2) \
    ONE(erfc, mpfr_erfc, -40, 6, 2) \
    ONE(tgamma, mpfr_gamma, -20, 10, 2) \
    ONE(lgamma, log_gamma, -40, 40, 1) \
    TWO(pow, mpfr_pow, -8, 8, 1, -8, 8) \
    TWO(hypot, mpfr_hypot, -40, 40, 2, -40, 40) \
    TWO(atan2, mpfr_atan2, -40, 40, 2, -40, 40)

#define C23(ONE, TWO) \
    ONE(sinpi, mpfr_sinpi, -30, 30, 2) \
    ONE(cospi, mpfr_cospi, -30, 30, 2) \
    ONE(tanpi, mpfr_tanpi, -30, 30, 2) \
    ONE(asinpi, mpfr_asinpi, -40, 0, 2) \
    ONE(acospi, mpfr_acospi, -40, 0, 2) \
    ONE(atanpi, mpfr_atanpi, -40, 40, 2) \
    ONE(exp2m1, mpfr_exp2m1, -40, 14, 2) \
    ONE(exp10m1, mpfr_exp10m1, -40, 12, 2) \
    ONE(log2p1, mpfr_log2p1, -40, 1000, 1) \
    ONE(log10p1, mpfr_log10p1, -40, 1000, 1) \
    ONE(rsqrt, mpfr_rec_sqrt, -16000, 16000, 1) \
    TWO(atan2pi, mpfr_atan2pi, -40, 40, 2, -40, 40) \
    TWO(powr, mpfr_powr, -8, 8, 1, -8, 8)

/* Bessel functions exist for double (and float) everywhere; near their zeros no library is accurate. */
#define BESSEL(ONE) \
    ONE(j0, mpfr_j0, -20, 6, 2) \
    ONE(j1, mpfr_j1, -20, 6, 2) \
    ONE(y0, mpfr_y0, -20, 6, 1) \
    ONE(y1, mpfr_y1, -20, 6, 1)

/* One case: the correctly rounded result, and what rounding took off, in units of the result's last place. */
struct ulp_case {
    long double x, y, want;
    double rest;
    int function, format;
};

enum { FORMAT_FLOAT, FORMAT_DOUBLE, FORMAT_LONG };
