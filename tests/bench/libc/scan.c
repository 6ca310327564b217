/* sscanf by conversion. */
#include "bench.h"

#include <stdio.h>
#include <wchar.h>

static int number, another;
static long large;
static double real;
static long double long_real;
static char word[64], rest[64];

BENCH(decimal, sscanf("-12345", "%d", &number))
BENCH(any_base, sscanf("0x7fff1234", "%i", &number))
BENCH(decimal_long, sscanf("1234567890123456789", "%ld", &large))
BENCH(hexadecimal, sscanf("deadbeef", "%x", (unsigned *)&number))
BENCH(text, sscanf("  identifier and more", "%63s", word))
BENCH(set, sscanf("key=value", "%63[a-z]=%63[^\n]", word, rest))
BENCH(floating, sscanf("3.14159265", "%lf", &real))
BENCH(exponent, sscanf("-6.02214076e23", "%lf", &real))
BENCH(long_double, sscanf("2.718281828459045235", "%Lf", &long_real))
BENCH(line, sscanf("GET 200 1532 0.125 index.html", "%63s %d %ld %lf %63s", word, &number, &large, &real, rest))
BENCH(date, sscanf("2026-11-23", "%4d-%2d-%2d", &number, &another, &number))
BENCH(wide, swscanf(L"17 words", L"%d %63s", &number, word))

const struct bench scan_benches[] = {
    { "d", decimal, PLAIN, NULL },
    { "i_hex", any_base, PLAIN, NULL },
    { "ld", decimal_long, PLAIN, NULL },
    { "x", hexadecimal, PLAIN, NULL },
    { "s", text, PLAIN, NULL },
    { "set", set, PLAIN, NULL },
    { "lf", floating, PLAIN, NULL },
    { "lf_exponent", exponent, PLAIN, NULL },
    { "Lf", long_double, PLAIN, NULL },
    { "line", line, PLAIN, NULL },
    { "date", date, PLAIN, NULL },
    { "swscanf", wide, PLAIN, NULL },
    { NULL, NULL, PLAIN, NULL },
};
