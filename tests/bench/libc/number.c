/* strto*: text to number, and the small arithmetic of <stdlib.h>. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum { COUNT = 4096 };

static char integers[COUNT][24], reals[COUNT][32], exact[COUNT][32], longs[COUNT][40];

static void prepare(void)
{
    uint32_t seed = 2024;

    for (int i = 0; i < COUNT; i++) {
        uint32_t r = next_random(&seed), s = next_random(&seed);
        double x;
        uint64_t bits = (uint64_t)(s & 0x7fffffff) << 32 | r;
        snprintf(integers[i], sizeof *integers, "%d", (int)(r >> (s & 31)));
        snprintf(reals[i], sizeof *reals, "%u.%u", r >> 20, s >> 14);
        bits = bits % 0x7ff0000000000000u;
        memcpy(&x, &bits, sizeof x);
        snprintf(exact[i], sizeof *exact, "%.16e", x);
        snprintf(longs[i], sizeof *longs, "%.20Le", (long double)x / 3);
    }
}

BENCH(to_long, strtol(integers[i % COUNT], NULL, 10))
BENCH(to_unsigned, strtoul(integers[i % COUNT], NULL, 0))
BENCH(to_hexadecimal, strtol("7fffffff", NULL, 16))
BENCH(to_int, atoi(integers[i % COUNT]))
BENCH(short_double, strtod(reals[i % COUNT], NULL))
BENCH(exact_double, strtod(exact[i % COUNT], NULL) > 1)
BENCH(short_float, strtof(reals[i % COUNT], NULL))
BENCH(short_long_double, strtold(reals[i % COUNT], NULL))
BENCH(exact_long_double, strtold(longs[i % COUNT], NULL) > 1)
BENCH(hexadecimal_double, strtod("0x1.921fb54442d18p+1", NULL))
BENCH(halfway_double, strtod("9007199254740993.00000000000000000000000000000000000001", NULL))
BENCH(wide_long, wcstol(L"-1234567", NULL, 10))
BENCH(wide_double, wcstod(L"3.14159265358979", NULL))
BENCH(random_number, rand())
BENCH(random_bits, random())
BENCH(random_48, lrand48())

const struct bench number_benches[] = {
    { "strtol", to_long, PLAIN, prepare },
    { "strtoul_base0", to_unsigned, PLAIN, prepare },
    { "strtol_base16", to_hexadecimal, PLAIN, NULL },
    { "atoi", to_int, PLAIN, prepare },
    { "strtod_short", short_double, PLAIN, prepare },
    { "strtod_17digits", exact_double, PLAIN, prepare },
    { "strtod_hex", hexadecimal_double, PLAIN, NULL },
    { "strtod_halfway", halfway_double, PLAIN, NULL },
    { "strtof_short", short_float, PLAIN, prepare },
    { "strtold_short", short_long_double, PLAIN, prepare },
    { "strtold_21digits", exact_long_double, PLAIN, prepare },
    { "wcstol", wide_long, PLAIN, NULL },
    { "wcstod", wide_double, PLAIN, NULL },
    { "rand", random_number, PLAIN, NULL },
    { "random", random_bits, PLAIN, NULL },
    { "lrand48", random_48, PLAIN, NULL },
    { NULL, NULL, PLAIN, NULL },
};
