/* Called through volatile pointers, so that the libc's own functions run and
 * not the compiler's inline versions. */

#define _POSIX_C_SOURCE 200809L

#include "bench.h"

#ifndef NO_STRING

#include <string.h>

static void *(*volatile call_memcpy)(void *, const void *, size_t) = memcpy;
static void *(*volatile call_memset)(void *, int, size_t) = memset;
static size_t (*volatile call_strlen)(const char *) = strlen;
static void *(*volatile call_memchr)(const void *, int, size_t) = memchr;
static char *(*volatile call_strstr)(const char *, const char *) = strstr;

/* Source and target are an odd number of half pages apart.  At a power-of-two
 * distance they would share cache sets, and under an emulator such as QEMU's
 * TCG the same slot of its direct-mapped TLB. */
enum { APART = MIB + 37 * 2048 };

static unsigned char copy_area[APART + MIB];
static unsigned char *const copy_from = copy_area, *const copy_to = copy_area + APART;

static int64_t memcpy_run(long n, size_t size)
{
    int64_t start;

    call_memcpy(copy_to, copy_from, size);      /* touch the pages */
    start = now_ns();
    for (long i = 0; i < n; i++)
        call_memcpy(copy_to, copy_from, size);
    return now_ns() - start;
}

static int64_t bench_memcpy_4k(long n)
{
    return memcpy_run(n, 4096);
}

static int64_t bench_memcpy_1m(long n)
{
    return memcpy_run(n, MIB);
}

static int64_t bench_memset_4k(long n)
{
    int64_t start = now_ns();

    for (long i = 0; i < n; i++)
        call_memset(copy_to, 0, 4096);
    return now_ns() - start;
}

/* A 4 KiB lower-case text without the letters 'x' and 'z', ended by 0. */
static char *haystack(void)
{
    static char text[4096 + 1];
    uint32_t seed = 521288629u;

    if (text[0] == '\0')
        for (int i = 0; i < 4096; i++)
            text[i] = (char)('a' + next_random(&seed) % 23);
    return text;
}

static int64_t strlen_run(long n, size_t length)
{
    const char *s = haystack() + 4096 - length;
    size_t sum = 0;
    int64_t start = now_ns();

    for (long i = 0; i < n; i++)
        sum += call_strlen(s);
    result_sink = (long)sum;
    if (sum != (size_t)n * length)
        return fail("strlen");
    return now_ns() - start;
}

static int64_t bench_strlen_64(long n)
{
    return strlen_run(n, 64);
}

static int64_t bench_strlen_4k(long n)
{
    return strlen_run(n, 4096);
}

/* 4 KiB without a match. */
static int64_t bench_memchr_4k(long n)
{
    const char *s = haystack();
    int64_t start = now_ns();

    for (long i = 0; i < n; i++)
        if (call_memchr(s, 'z', 4096) != NULL)
            return fail("memchr");
    return now_ns() - start;
}

/* An 8-letter needle that sits at the end of 4 KiB. */
static int64_t bench_strstr_4k(long n)
{
    const char *s = haystack();
    char needle[9];
    int64_t start;

    memcpy(needle, s + 4096 - 8, 9);
    start = now_ns();
    for (long i = 0; i < n; i++)
        if (call_strstr(s, needle) != s + 4096 - 8)
            return fail("strstr");
    return now_ns() - start;
}

const struct bench string_benches[] = {
    { "memcpy_4k", "string", bench_memcpy_4k, 4096 },
    { "memcpy_1m", "string", bench_memcpy_1m, MIB },
    { "memset_4k", "string", bench_memset_4k, 4096 },
    { "strlen_64", "string", bench_strlen_64, 0 },
    { "strlen_4k", "string", bench_strlen_4k, 0 },
    { "memchr_4k", "string", bench_memchr_4k, 0 },
    { "strstr_4k", "string", bench_strstr_4k, 0 },
    { NULL, NULL, NULL, 0 }
};

#endif
