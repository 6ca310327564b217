/* The cheapest calls. */

#define _POSIX_C_SOURCE 200809L

#include "bench.h"

#include <time.h>
#include <unistd.h>
#ifndef NO_SCHED
#include <sched.h>
#endif

#ifndef NO_SYS

static int64_t bench_getppid(long n)
{
    int64_t start = now_ns();
    long sum = 0;

    for (long i = 0; i < n; i++)
        sum += getppid();
    result_sink = sum;
    return now_ns() - start;
}

static int64_t bench_clock_gettime(long n)
{
    struct timespec t = { 0, 0 };
    int64_t start = now_ns();

    for (long i = 0; i < n; i++)
        clock_gettime(CLOCK_MONOTONIC, &t);
    result_sink = t.tv_nsec;
    return now_ns() - start;
}

/* dup + close: the smallest change to the descriptor table. */
static int64_t bench_dup_close(long n)
{
    int64_t start = now_ns();

    for (long i = 0; i < n; i++) {
        int fd = dup(1);
        if (fd < 0)
            return fail("dup");
        close(fd);
    }
    return now_ns() - start;
}

const struct bench sys_benches[] = {
    { "getppid", "sys", bench_getppid, 0 },
    { "clock_gettime", "sys", bench_clock_gettime, 0 },
    { "dup_close", "sys", bench_dup_close, 0 },
    { NULL, NULL, NULL, 0 }
};

#endif

#ifndef NO_SCHED

static int64_t bench_sched_yield(long n)
{
    int64_t start = now_ns();

    for (long i = 0; i < n; i++)
        sched_yield();
    return now_ns() - start;
}

const struct bench sched_benches[] = {
    { "sched_yield", "sched", bench_sched_yield, 0 },
    { NULL, NULL, NULL, 0 }
};

#endif
