/* snprintf, a row for each conversion, and whole lines. */
#include "bench.h"

#include <stdio.h>
#include <wchar.h>

static char text[512];
static wchar_t wide[512];

#define PRINT(...) snprintf(text, sizeof text, __VA_ARGS__)

/* Numbers of ever different size. */
#define NUMBER ((int)((uint32_t)i * 2654435761u >> (i & 31)))
#define LONG ((long)((uint64_t)i * 11400714819323198485u >> (i & 63)))
#define REAL ((double)i * 1.000244140625 + 0.1)

BENCH(plain, PRINT("nothing to convert here, only text"))
BENCH(decimal, PRINT("%d", NUMBER))
BENCH(decimal_long, PRINT("%ld", LONG))
BENCH(decimal_wide, PRINT("%12d", NUMBER))
BENCH(decimal_zeros, PRINT("%08d", NUMBER))
BENCH(decimal_sign, PRINT("%+-12d", NUMBER))
BENCH(unsigned_size, PRINT("%zu", (size_t)i))
BENCH(hexadecimal, PRINT("%x", (unsigned)NUMBER))
BENCH(hexadecimal_full, PRINT("%#018lx", (unsigned long)i))
BENCH(octal, PRINT("%o", (unsigned)NUMBER))
BENCH(string, PRINT("%s", "a short string"))
BENCH(string_wide, PRINT("%-30s", "a short string"))
BENCH(string_cut, PRINT("%.5s", "a short string"))
BENCH(character, PRINT("%c", 'a' + (int)(i & 15)))
BENCH(pointer, PRINT("%p", (void *)(text + (i & 255))))
BENCH(fixed, PRINT("%f", REAL))
BENCH(fixed_3, PRINT("%.3f", REAL))
BENCH(fixed_0, PRINT("%.0f", REAL))
BENCH(fixed_20, PRINT("%.20f", REAL))
BENCH(fixed_huge, PRINT("%f", 1e300 / (double)(i + 1)))
BENCH(exponent, PRINT("%e", REAL * 1e30))
BENCH(exponent_17, PRINT("%.17e", REAL * 1e30))
BENCH(general, PRINT("%g", REAL))
BENCH(general_17, PRINT("%.17g", REAL))
BENCH(general_small, PRINT("%g", 1e-7 / (double)(i + 1)))
BENCH(hexadecimal_float, PRINT("%a", REAL))
BENCH(long_double, PRINT("%Lf", (long double)REAL))
BENCH(long_double_21, PRINT("%.21Lg", (long double)REAL / 3))
BENCH(positional, PRINT("%2$s %1$d", NUMBER, "string"))
BENCH(log_line, PRINT("%s:%d: [%5lu.%06lu] %s: 0x%08x", "main.c", 417, (unsigned long)i, (unsigned long)i % 1000000,
    "message", (unsigned)NUMBER))
BENCH(wide_line, swprintf(wide, 512, L"%d %ls %s", NUMBER, L"wide", "narrow"))

static void prepare_stream(void)
{
    static FILE *null;

    if (null == NULL && (null = fopen("/dev/null", "w")) == NULL)
        broken("/dev/null");
    place.out = (char *)null;
}

BENCH(to_stream, fprintf((FILE *)(void *)out, "%d %s\n", NUMBER, "string"))
BENCH(print_bare, sprintf(text, "%d,%d,%d", NUMBER, (int)i, 3))

const struct bench print_benches[] = {
    { "no_conversion", plain, PLAIN, NULL },
    { "d", decimal, PLAIN, NULL },
    { "ld", decimal_long, PLAIN, NULL },
    { "12d", decimal_wide, PLAIN, NULL },
    { "08d", decimal_zeros, PLAIN, NULL },
    { "+-12d", decimal_sign, PLAIN, NULL },
    { "zu", unsigned_size, PLAIN, NULL },
    { "x", hexadecimal, PLAIN, NULL },
    { "#018lx", hexadecimal_full, PLAIN, NULL },
    { "o", octal, PLAIN, NULL },
    { "s", string, PLAIN, NULL },
    { "-30s", string_wide, PLAIN, NULL },
    { ".5s", string_cut, PLAIN, NULL },
    { "c", character, PLAIN, NULL },
    { "p", pointer, PLAIN, NULL },
    { "f", fixed, PLAIN, NULL },
    { ".3f", fixed_3, PLAIN, NULL },
    { ".0f", fixed_0, PLAIN, NULL },
    { ".20f", fixed_20, PLAIN, NULL },
    { "f_1e300", fixed_huge, PLAIN, NULL },
    { "e", exponent, PLAIN, NULL },
    { ".17e", exponent_17, PLAIN, NULL },
    { "g", general, PLAIN, NULL },
    { ".17g", general_17, PLAIN, NULL },
    { "g_1e-7", general_small, PLAIN, NULL },
    { "a", hexadecimal_float, PLAIN, NULL },
    { "Lf", long_double, PLAIN, NULL },
    { ".21Lg", long_double_21, PLAIN, NULL },
    { "positional", positional, PLAIN, NULL },
    { "log_line", log_line, PLAIN, NULL },
    { "sprintf", print_bare, PLAIN, NULL },
    { "fprintf", to_stream, PLAIN, prepare_stream },
    { "swprintf", wide_line, PLAIN, NULL },
    { NULL, NULL, PLAIN, NULL },
};
