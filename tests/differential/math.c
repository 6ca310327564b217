/* The functions of <math.h> whose results are exact, in float, double and long double and in all rounding modes. */
#define _GNU_SOURCE
#include <fenv.h>
#include <math.h>
#include <string.h>
#include "differential.h"

static double any_double(void)
{
    uint64_t image = bits();
    switch (below(8)) {
    case 0:
        return (double)((int64_t)bits() >> below(64)) / 4;
    case 1:
        return (double)between(-40, 40) / 8;
    case 2:
        image &= 0x800fffffffffffff;
        break;
    case 3:
        image = (image & 0x8000000000000000) | (chance(50) ? 0x7ff0000000000000 : chance(50) ? 0 : 0x7ff8000000000000);
        break;
    case 4:
    case 5:
        image = (image & 0x800fffffffffffff) | (uint64_t)(1023 - 10 + below(80)) << 52;
        if (chance(50))
            image &= ~UINT64_C(0) << below(53);
        break;
    }
    double value;
    memcpy(&value, &image, sizeof value);
    return value != value ? __builtin_nan("") : value;
}

static float any_float(void)
{
    uint32_t image = (uint32_t)bits();
    if (chance(30))
        return (float)any_double();
    if (chance(30))
        image = (image & 0x807fffff) | (127 - 10 + below(50)) << 23;
    float value;
    memcpy(&value, &image, sizeof value);
    return value != value ? __builtin_nanf("") : value;
}

static long double any_long_double(void)
{
    if (chance(30))
        return any_double();
    uint64_t image[2] = { bits() | UINT64_C(1) << 63, bits() & 0xffff };
    if (chance(60))
        image[1] = (image[1] & 0x8000) | (16383 - 10 + below(90));
    if (chance(30))
        image[0] = (image[0] & ~UINT64_C(0) << below(63)) | UINT64_C(1) << 63;
    if ((image[1] & 0x7fff) == 0x7fff)
        image[1]--;
    if ((image[1] & 0x7fff) == 0)
        image[0] &= ~(UINT64_C(1) << 63);
    long double value;
    memcpy(&value, image, 10);
    return value;
}

static void show(double value)
{
    put_char(' ');
    if (value != value)
        put_text("nan");
    else
        put_double(value);
}

static void showf(float value)
{
    put_char(' ');
    if (value != value)
        put_text("nan");
    else
        put_float(value);
}

static void showl(long double value)
{
    put_char(' ');
    if (value != value)
        put_text("nan");
    else
        put_long_double(value);
}

static void prepare(void)
{
}

/* lrint and its like are defined only where the result fits. */
static int fits(long double value)
{
    return value > -9.2e18L && value < 9.2e18L;
}

#define FUNCTIONS(NAME, TYPE, ANY, SHOW, S) \
    static void NAME(unsigned mode) \
    { \
        static const char *const names[] = { "fmod", "remainder", "remquo", "nextafter", "ilogb", "scalbn", "rint", "nearbyint", \
            "fma", "floor", "ceil", "trunc", "round", "logb", "frexp", "modf", "fdim", "fmax", "fmin", "lrint", "llround", \
            "sqrt", "scalbln", "ldexp", "copysign", "fabs" }; \
        static const int modes[] = { FE_TONEAREST, FE_TOWARDZERO, FE_UPWARD, FE_DOWNWARD }; \
        unsigned function = below(COUNT_OF(names)); \
        TYPE x = ANY(), y = ANY(), z = ANY(), r = 0, whole = 0; \
        if (function < 3 && chance(60)) \
            y = x / (TYPE)(1 + below(1000)); \
        if (function == 8 && chance(50)) \
            z = -x * y; \
        int n = chance(70) ? between(-100, 100) : between(-20000, 20000), out = 0; \
        long l = 0; \
        put_text(names[function]); \
        put_text(#S); \
        put_field("mode", mode); \
        SHOW(x); \
        SHOW(y); \
        SHOW(z); \
        put_field("n", n); \
        result(); \
        fesetround(modes[mode]); \
        switch (function) { \
        case 0: r = fmod##S(x, y); break; \
        case 1: r = remainder##S(x, y); break; \
        case 2: r = remquo##S(x, y, &out); out = r != r ? 0 : out < 0 ? -(-out & 7) : out & 7; break; \
        case 3: r = nextafter##S(x, y); break; \
        case 4: l = ilogb##S(x); break; \
        case 5: r = scalbn##S(x, n); break; \
        case 6: r = rint##S(x); break; \
        case 7: r = nearbyint##S(x); break; \
        case 8: r = fma##S(x, y, z); break; \
        case 9: r = floor##S(x); break; \
        case 10: r = ceil##S(x); break; \
        case 11: r = trunc##S(x); break; \
        case 12: r = round##S(x); break; \
        case 13: r = logb##S(x); break; \
        case 14: r = frexp##S(x, &out); out = x - x != 0 ? 0 : out; break; \
        case 15: r = modf##S(x, &whole); break; \
        case 16: r = fdim##S(x, y); break; \
        case 17: r = fmax##S(x, y); break; \
        case 18: r = fmin##S(x, y); break; \
        case 19: l = fits(x) ? lrint##S(x) : 0; break; \
        case 20: l = fits(x) ? llround##S(x) : 0; break; \
        case 21: r = sqrt##S(x); break; \
        case 22: r = scalbln##S(x, n); break; \
        case 23: r = ldexp##S(x, n); break; \
        case 24: r = copysign##S(x, y); break; \
        default: r = fabs##S(x); \
        } \
        fesetround(FE_TONEAREST); \
        SHOW(function == 17 || function == 18 ? r + 0 : r); \
        SHOW(whole); \
        put_field("int", out); \
        put_field("long", l); \
    }

FUNCTIONS(doubles, double, any_double, show, )
FUNCTIONS(floats, float, any_float, showf, f)
#ifndef NO_LONG_DOUBLE
FUNCTIONS(long_doubles, long double, any_long_double, showl, l)
#endif

static void one_case(uint64_t index)
{
    (void)index;
    unsigned mode = below(4);
    switch (below(3)) {
    case 0:
        doubles(mode);
        break;
    case 1:
        floats(mode);
        break;
    default:
        long_doubles(mode);
    }
}
