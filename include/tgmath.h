/* <tgmath.h>: the functions of <math.h> and <complex.h> under one name for all types. */
#ifndef _TGMATH_H
#define _TGMATH_H

#include <complex.h>
#include <math.h>

#if _CAPOS_C >= 2023
#define __STDC_VERSION_TGMATH_H__ 202311L
#endif

/* A zero of the type that an argument counts as: integers count as double. */
#define __tg_zero(x) \
    (__extension__ _Generic((x), float: 0.0F, long double: 0.0L, float _Complex: (float _Complex)0.0F, \
        double _Complex: (double _Complex)0.0, long double _Complex: (long double _Complex)0.0L, default: 0.0))

/* The function for an argument, or for several added up. */
#define __tg_real(x, real) (__extension__ _Generic((x), float: real##f, long double: real##l, default: real))
#define __tg_both(x, real, wide) \
    (__extension__ _Generic((x), float: real##f, long double: real##l, float _Complex: wide##f, double _Complex: wide, \
        long double _Complex: wide##l, default: real))
#define __tg_complex(x, wide) \
    (__extension__ _Generic((x), float: wide##f, long double: wide##l, float _Complex: wide##f, long double _Complex: wide##l, \
        default: wide))
#define __tg_narrow(x, real) (__extension__ _Generic((x), long double: real##l, default: real))
#define __tg_sum(x, y) (__tg_zero(x) + __tg_zero(y))

/* Real and complex. */
#define acos(x) __tg_both(x, acos, cacos)(x)
#define asin(x) __tg_both(x, asin, casin)(x)
#define atan(x) __tg_both(x, atan, catan)(x)
#define acosh(x) __tg_both(x, acosh, cacosh)(x)
#define asinh(x) __tg_both(x, asinh, casinh)(x)
#define atanh(x) __tg_both(x, atanh, catanh)(x)
#define cos(x) __tg_both(x, cos, ccos)(x)
#define sin(x) __tg_both(x, sin, csin)(x)
#define tan(x) __tg_both(x, tan, ctan)(x)
#define cosh(x) __tg_both(x, cosh, ccosh)(x)
#define sinh(x) __tg_both(x, sinh, csinh)(x)
#define tanh(x) __tg_both(x, tanh, ctanh)(x)
#define exp(x) __tg_both(x, exp, cexp)(x)
#define log(x) __tg_both(x, log, clog)(x)
#define sqrt(x) __tg_both(x, sqrt, csqrt)(x)
#define fabs(x) __tg_both(x, fabs, cabs)(x)
#define pow(x, y) __tg_both(__tg_sum(x, y), pow, cpow)(x, y)

/* Complex only. */
#define carg(x) __tg_complex(x, carg)(x)
#define cimag(x) __tg_complex(x, cimag)(x)
#define conj(x) __tg_complex(x, conj)(x)
#define cproj(x) __tg_complex(x, cproj)(x)
#define creal(x) __tg_complex(x, creal)(x)

/* Real only. */
#define cbrt(x) __tg_real(x, cbrt)(x)
#define ceil(x) __tg_real(x, ceil)(x)
#define erf(x) __tg_real(x, erf)(x)
#define erfc(x) __tg_real(x, erfc)(x)
#define exp2(x) __tg_real(x, exp2)(x)
#define expm1(x) __tg_real(x, expm1)(x)
#define floor(x) __tg_real(x, floor)(x)
#define ilogb(x) __tg_real(x, ilogb)(x)
#define lgamma(x) __tg_real(x, lgamma)(x)
#define llrint(x) __tg_real(x, llrint)(x)
#define llround(x) __tg_real(x, llround)(x)
#define log10(x) __tg_real(x, log10)(x)
#define log1p(x) __tg_real(x, log1p)(x)
#define log2(x) __tg_real(x, log2)(x)
#define logb(x) __tg_real(x, logb)(x)
#define lrint(x) __tg_real(x, lrint)(x)
#define lround(x) __tg_real(x, lround)(x)
#define nearbyint(x) __tg_real(x, nearbyint)(x)
#define rint(x) __tg_real(x, rint)(x)
#define round(x) __tg_real(x, round)(x)
#define tgamma(x) __tg_real(x, tgamma)(x)
#define trunc(x) __tg_real(x, trunc)(x)
#define atan2(x, y) __tg_real(__tg_sum(x, y), atan2)(x, y)
#define copysign(x, y) __tg_real(__tg_sum(x, y), copysign)(x, y)
#define fdim(x, y) __tg_real(__tg_sum(x, y), fdim)(x, y)
#define fmax(x, y) __tg_real(__tg_sum(x, y), fmax)(x, y)
#define fmin(x, y) __tg_real(__tg_sum(x, y), fmin)(x, y)
#define fmod(x, y) __tg_real(__tg_sum(x, y), fmod)(x, y)
#define hypot(x, y) __tg_real(__tg_sum(x, y), hypot)(x, y)
#define nextafter(x, y) __tg_real(__tg_sum(x, y), nextafter)(x, y)
#define remainder(x, y) __tg_real(__tg_sum(x, y), remainder)(x, y)
#define fma(x, y, z) __tg_real(__tg_sum(x, y) + __tg_zero(z), fma)(x, y, z)
#define frexp(x, e) __tg_real(x, frexp)(x, e)
#define ldexp(x, n) __tg_real(x, ldexp)(x, n)
#define nexttoward(x, y) __tg_real(x, nexttoward)(x, y)
#define remquo(x, y, q) __tg_real(__tg_sum(x, y), remquo)(x, y, q)
#define scalbln(x, n) __tg_real(x, scalbln)(x, n)
#define scalbn(x, n) __tg_real(x, scalbn)(x, n)

#if _CAPOS_C >= 2023 || _CAPOS_GNU
#define acospi(x) __tg_real(x, acospi)(x)
#define asinpi(x) __tg_real(x, asinpi)(x)
#define atanpi(x) __tg_real(x, atanpi)(x)
#define cospi(x) __tg_real(x, cospi)(x)
#define sinpi(x) __tg_real(x, sinpi)(x)
#define tanpi(x) __tg_real(x, tanpi)(x)
#define exp10(x) __tg_real(x, exp10)(x)
#define exp10m1(x) __tg_real(x, exp10m1)(x)
#define exp2m1(x) __tg_real(x, exp2m1)(x)
#define llogb(x) __tg_real(x, llogb)(x)
#define log10p1(x) __tg_real(x, log10p1)(x)
#define log2p1(x) __tg_real(x, log2p1)(x)
#define logp1(x) __tg_real(x, logp1)(x)
#define nextdown(x) __tg_real(x, nextdown)(x)
#define nextup(x) __tg_real(x, nextup)(x)
#define roundeven(x) __tg_real(x, roundeven)(x)
#define rsqrt(x) __tg_real(x, rsqrt)(x)
#define atan2pi(x, y) __tg_real(__tg_sum(x, y), atan2pi)(x, y)
#define fmaximum(x, y) __tg_real(__tg_sum(x, y), fmaximum)(x, y)
#define fmaximum_mag(x, y) __tg_real(__tg_sum(x, y), fmaximum_mag)(x, y)
#define fmaximum_mag_num(x, y) __tg_real(__tg_sum(x, y), fmaximum_mag_num)(x, y)
#define fmaximum_num(x, y) __tg_real(__tg_sum(x, y), fmaximum_num)(x, y)
#define fminimum(x, y) __tg_real(__tg_sum(x, y), fminimum)(x, y)
#define fminimum_mag(x, y) __tg_real(__tg_sum(x, y), fminimum_mag)(x, y)
#define fminimum_mag_num(x, y) __tg_real(__tg_sum(x, y), fminimum_mag_num)(x, y)
#define fminimum_num(x, y) __tg_real(__tg_sum(x, y), fminimum_num)(x, y)
#define powr(x, y) __tg_real(__tg_sum(x, y), powr)(x, y)
#define compoundn(x, n) __tg_real(x, compoundn)(x, n)
#define pown(x, n) __tg_real(x, pown)(x, n)
#define rootn(x, n) __tg_real(x, rootn)(x, n)
#define fromfp(x, r, w) __tg_real(x, fromfp)(x, r, w)
#define fromfpx(x, r, w) __tg_real(x, fromfpx)(x, r, w)
#define ufromfp(x, r, w) __tg_real(x, ufromfp)(x, r, w)
#define ufromfpx(x, r, w) __tg_real(x, ufromfpx)(x, r, w)

/* Rounded to a narrower type. */
#define fadd(x, y) __tg_narrow(__tg_sum(x, y), fadd)(x, y)
#define dadd(x, y) daddl(x, y)
#define fdiv(x, y) __tg_narrow(__tg_sum(x, y), fdiv)(x, y)
#define ddiv(x, y) ddivl(x, y)
#define fmul(x, y) __tg_narrow(__tg_sum(x, y), fmul)(x, y)
#define dmul(x, y) dmull(x, y)
#define fsub(x, y) __tg_narrow(__tg_sum(x, y), fsub)(x, y)
#define dsub(x, y) dsubl(x, y)
#define ffma(x, y, z) __tg_narrow(__tg_sum(x, y) + __tg_zero(z), ffma)(x, y, z)
#define dfma(x, y, z) dfmal(x, y, z)
#define fsqrt(x) __tg_narrow(x, fsqrt)(x)
#define dsqrt(x) dsqrtl(x)
#endif

#endif
