/* Sorting, formatting, parsing. */

#define _POSIX_C_SOURCE 200809L

#include "bench.h"

#ifndef NO_TEXT

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int compare_int(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;

    return (x > y) - (x < y);
}

/* One operation sorts one million ints; filling the array is not timed. */
static int64_t bench_qsort_1m(long n)
{
    enum { COUNT = 1000000 };
    int *a = malloc(COUNT * sizeof *a);
    int64_t time = 0;

    if (a == NULL)
        return fail("malloc");
    for (long i = 0; i < n; i++) {
        uint32_t seed = 2463534242u;
        int64_t start;
        for (int k = 0; k < COUNT; k++)
            a[k] = (int)(next_random(&seed) >> 1);
        start = now_ns();
        qsort(a, COUNT, sizeof *a, compare_int);
        time += now_ns() - start;
        for (int k = 1; k < COUNT; k++)
            if (a[k - 1] > a[k]) {
                free(a);
                return fail("not-sorted");
            }
    }
    free(a);
    return time;
}

static int64_t bench_snprintf_int(long n)
{
    char out[128];
    long sum = 0;
    int64_t start = now_ns();

    for (long i = 0; i < n; i++)
        sum += snprintf(out, sizeof out, "%d %s %08x %-10lu|%5c|%llo",
                        (int)i, "string", (unsigned)i * 2654435761u,
                        (unsigned long)i, 'c', (unsigned long long)i);
    result_sink = sum;
    return now_ns() - start;
}

#ifndef NO_FLOAT

static int64_t bench_snprintf_float(long n)
{
    char out[128];
    long sum = 0;
    int64_t start = now_ns();

    for (long i = 0; i < n; i++) {
        double x = (double)i * 1.000244140625 + 0.1;
        sum += snprintf(out, sizeof out, "%.3f %g %12.6e", x, x / 3, x * 1e10);
    }
    result_sink = sum;
    return now_ns() - start;
}

/* One operation parses one of 100 000 decimal numbers, 3 to 15 significant
 * digits with a point and, in every fourth, an exponent. */
static int64_t bench_strtod(long n)
{
    enum { COUNT = 100000, LONGEST = 24 };
    static char *text;
    const char *p;
    double sum = 0;
    int64_t start, time;

    if (text == NULL) {
        uint32_t seed = 88675123u;
        char *w = text = malloc((size_t)COUNT * LONGEST);
        if (text == NULL)
            return fail("malloc");
        for (int i = 0; i < COUNT; i++) {
            uint32_t r = next_random(&seed);
            int before = 1 + (int)(r % 5), after = 2 + (int)(r / 8 % 9);
            *w++ = (char)('1' + r % 9);
            for (int k = 1; k < before; k++)
                *w++ = (char)('0' + next_random(&seed) % 10);
            *w++ = '.';
            for (int k = 0; k < after; k++)
                *w++ = (char)('0' + next_random(&seed) % 10);
            if (i % 4 == 0) {
                *w++ = 'e';
                *w++ = r & 64 ? '-' : '+';
                *w++ = (char)('0' + r / 128 % 10);
                *w++ = (char)('0' + r / 2048 % 10);
            }
            *w++ = i == COUNT - 1 ? '\0' : ' ';
        }
    }
    p = text;
    start = now_ns();
    for (long i = 0; i < n; i++) {
        char *end;
        sum += strtod(p, &end);
        if (end == p)
            return fail("strtod");
        p = *end == '\0' ? text : end;
    }
    time = now_ns() - start;
    result_sink = sum > 0;
    return time;
}

#endif /* NO_FLOAT */

const struct bench text_benches[] = {
    { "qsort_1m", "text", bench_qsort_1m, 0 },
    { "snprintf_int", "text", bench_snprintf_int, 0 },
#ifndef NO_FLOAT
    { "snprintf_float", "text", bench_snprintf_float, 0 },
    { "strtod", "text", bench_strtod, 0 },
#endif
    { NULL, NULL, NULL, 0 }
};

#endif
