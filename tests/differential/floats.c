/* strtof, strtod, strtold and their wide twins, in all rounding modes: random numerals, exact midpoints between
   neighbouring values and what lies just beside them, hexadecimal numerals, and text that is nearly a number. */
#include <fenv.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include "differential.h"

static char text[20000];
static size_t length;

static void add(char c)
{
    if (length < sizeof text - 1)
        text[length++] = c;
}

static void add_text(const char *from)
{
    while (*from)
        add(*from++);
}

static void add_digits(unsigned count)
{
    while (count-- > 0)
        add((char)('0' + below(10)));
}

static void add_exponent(int value)
{
    char digits[8];
    int count = 0;
    if (value < 0)
        add('-');
    else if (chance(30))
        add('+');
    unsigned rest = (unsigned)(value < 0 ? -value : value);
    do
        digits[count++] = (char)('0' + rest % 10);
    while (rest /= 10);
    while (count)
        add(digits[--count]);
}

/* The exact decimal digits of a whole number, least significant part first, in units of 10^9. */
static uint32_t parts[2200];
static size_t part_count;

static void multiply(uint32_t factor)
{
    uint64_t carry = 0;
    for (size_t i = 0; i < part_count; i++) {
        carry += (uint64_t)parts[i] * factor;
        parts[i] = (uint32_t)(carry % 1000000000);
        carry /= 1000000000;
    }
    if (carry)
        parts[part_count++] = (uint32_t)carry;
}

/* Writes mantissa * 2^exponent in full, then an exponent. */
static void add_exact(unsigned __int128 mantissa, int exponent)
{
    part_count = 0;
    do {
        parts[part_count++] = (uint32_t)(mantissa % 1000000000);
        mantissa /= 1000000000;
    } while (mantissa);
    int left = exponent < 0 ? -exponent : exponent;
    uint32_t base = exponent < 0 ? 5 : 2, large = exponent < 0 ? 1220703125 : 1 << 30;
    int step = exponent < 0 ? 13 : 30;
    for (; left >= step; left -= step)
        multiply(large);
    while (left-- > 0)
        multiply(base);
    size_t start = length;
    for (size_t i = part_count; i-- > 0;) {
        uint32_t unit = 100000000;
        for (int digit = 0; digit < 9; digit++, unit /= 10)
            add((char)('0' + parts[i] / unit % 10));
    }
    switch (below(5)) {
    case 0:
        if (length > start + 20)
            length -= 1 + below(12);
        break;
    case 1:
        for (unsigned zeros = below(chance(90) ? 20 : 900); zeros > 0; zeros--)
            add('0');
        add('1');
        break;
    case 2:
        text[start + below((uint32_t)(length - start))] = (char)('0' + below(10));
        break;
    }
    int scale = exponent < 0 ? exponent : 0;
    /* The digits that were cut off or added count. */
    scale += (int)(part_count * 9) - (int)(length - start);
    add('e');
    add_exponent(scale);
}

/* A value with a mantissa of `precision` bits and half a unit more or less. */
static void add_midpoint(void)
{
    static const int precisions[] = { 24, 53, 64 };
    static const int lowest[] = { -149, -1074, -16445 };
    unsigned which = below(3);
    int precision = precisions[which];
    unsigned __int128 mantissa = bits();
    if (chance(20))
        mantissa >>= below(64);
    mantissa >>= 64 - precision;
    mantissa = mantissa * 2 + (chance(80) ? 1 : 0);
    int exponent;
    if (chance(30))
        exponent = lowest[which] - 1 + (int)below(4);
    else
        exponent = between(-precision - 60, 60);
    if (which == 1 && chance(30))
        exponent = between(-1074, 970);
    if (exponent < -2000 && chance(95))
        exponent = between(-200, 200);
    add_exact(mantissa, exponent);
}

static void add_decimal(void)
{
    unsigned whole = below(chance(90) ? 20 : 400), fraction = chance(70) ? below(chance(90) ? 20 : 800) : 0;
    if (chance(10))
        for (unsigned zeros = below(40); zeros > 0; zeros--)
            add('0');
    add_digits(whole);
    if (fraction || chance(30)) {
        add('.');
        if (chance(10))
            for (unsigned zeros = below(400); zeros > 0; zeros--)
                add('0');
        add_digits(fraction);
    }
    if (chance(60)) {
        add(chance(50) ? 'e' : 'E');
        add_exponent(chance(60) ? between(-50, 50) : chance(80) ? between(-350, 350) : between(-5100, 5100));
    }
}

static void add_hexadecimal(void)
{
    static const char digits[] = "0123456789abcdefABCDEF";
    add('0');
    add(chance(50) ? 'x' : 'X');
    unsigned whole = below(chance(90) ? 6 : 40), fraction = below(chance(90) ? 22 : 60);
    for (unsigned i = 0; i < whole; i++)
        add(chance(30) ? "08f1"[below(4)] : digits[below(22)]);
    if (fraction || chance(30)) {
        add('.');
        for (unsigned i = 0; i < fraction; i++)
            add(chance(40) ? "08f"[below(3)] : digits[below(22)]);
    }
    if (chance(75)) {
        add(chance(50) ? 'p' : 'P');
        add_exponent(chance(50) ? between(-160, 140) : chance(60) ? between(-1100, 1030) : between(-16500, 16400));
    }
}

static void add_word(void)
{
    static const char *const words[] = { "inf", "INF", "infinity", "InFiNiTy", "infinit", "nan", "NaN", "nan()", "nan(0)",
        "nan(12)", "nan(0x7)", "nan(_a9)", "nan(", "nan(+)", "nan(1 )", "in", "na", "0x", "0x.", "0xp1", "0x.p1", ".", ".e1",
        "1e", "1e+", "1e-", "1ee5", "1.2.3", "e5", "+-1", "-", "+", "0x1p", "0x1p+", "0x1p-x", "00x1", "1_000", "1,5", "1e999999999999999999999",
        "1e-999999999999999999999", "0e99999999999999999999", "0x1p99999999999999999999", "0x1p-99999999999999999999",
        "0x0p99999999999999999999", "" };
    add_text(PICK(words));
}

static void prepare(void)
{
}

static const int modes[] = { FE_TONEAREST, FE_TONEAREST, FE_TOWARDZERO, FE_UPWARD, FE_DOWNWARD };

static void one_case(uint64_t index)
{
    (void)index;
    length = 0;
    if (chance(10))
        add_text((const char *[]){ " ", "\t\n", "  \v\f\r" }[below(3)]);
    if (chance(25))
        add(chance(80) ? '-' : '+');
    switch (below(10)) {
    case 0:
        add_word();
        break;
    case 1:
    case 2:
        add_hexadecimal();
        break;
    case 3:
    case 4:
    case 5:
        add_midpoint();
        break;
    default:
        add_decimal();
    }
    if (chance(10))
        add_text((const char *[]){ "x", " 1", "e", ".", "p3", "L", "\xff" }[below(7)]);
    text[length] = 0;
    unsigned mode = below(COUNT_OF(modes)), function = below(6);
    static const char *const names[] = { "strtof", "strtod", "strtold", "wcstof", "wcstod", "wcstold" };
    put_text(names[function]);
    put_field("mode", mode);
    put_char(' ');
    put_bytes(text, length);
    result();
    static wchar_t wide[sizeof text];
    char *end = 0;
    wchar_t *wide_end = 0;
    if (function >= 3)
        for (size_t i = 0; i <= length; i++)
            wide[i] = (signed char)text[i] < 0 ? 0x20ac : text[i];
    fesetround(modes[mode]);
    errno = 0;
    float f = 0;
    double d = 0;
    long double l = 0;
    switch (function) {
    case 0:
        f = strtof(text, &end);
        break;
    case 1:
        d = strtod(text, &end);
        break;
    case 2:
        l = strtold(text, &end);
        break;
    case 3:
        f = wcstof(wide, &wide_end);
        break;
    case 4:
        d = wcstod(wide, &wide_end);
        break;
    default:
        l = wcstold(wide, &wide_end);
    }
    int error = errno;
    fesetround(FE_TONEAREST);
    if (f != f || d != d || l != l) {
        /* What a NaN in text stands for is the implementation's choice; its sign is not. */
        put_text(signbit(f) || signbit(d) || signbit(l) ? "-nan" : "nan");
    } else if (function % 3 == 0)
        put_float(f);
    else if (function % 3 == 1)
        put_double(d);
    else
        put_long_double(l);
    put_field("length", function < 3 ? end - text : wide_end - wide);
    put_field("errno", error);
}
