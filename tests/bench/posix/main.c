/*
 * posixbench - small, self-contained POSIX micro-benchmarks.
 *
 * C11, POSIX.1-2008 interfaces only, no libc extensions; a file for each part
 * of a system. The same source is meant to be built for several systems and
 * compared.
 *
 *   cc -std=c11 -O2 -o posixbench *.c -pthread
 *
 *   /path/to/posixbench [options] [name-or-group ...]
 *     -l        list the benchmarks and stop
 *     -t MS     keep growing the iteration count until one timed run takes
 *               at least MS milliseconds (default 200)
 *     -n N      run exactly N iterations instead (repeatable amounts of work)
 *     -d DIR    scratch directory (default /tmp)
 *     -H ADDR   IPv4 address of a benchserver, for the *_host_* benchmarks
 *     -P PORT   its port (default 7777)
 *     -self P   path of this program, where argv[0] is not a usable path
 *
 * Output is one line per benchmark, four columns:
 *     name value unit iterations
 * A benchmark that cannot run prints "name - SKIP:reason 0", and one that
 * breaks prints "name - FAIL:what:errno 0"; the program then goes on.
 * The exit status is 1 if any benchmark failed, otherwise 0.
 *
 * Groups can be compiled out one by one on a system that lacks the calls:
 *   -DNO_SYS -DNO_FILE -DNO_DIR -DNO_PIPE -DNO_POLL -DNO_SPAWN -DNO_FORK
 *   -DNO_MMAP -DNO_MALLOC -DNO_SIGNAL -DNO_SCHED -DNO_TEXT -DNO_FLOAT
 *   -DNO_STRING -DNO_REGEX -DNO_STDIO -DNO_NET -DNO_TCP -DNO_THREADS -DNO_SHELL
 * NO_SPAWN also removes what needs a second process (the pipe pair tests and
 * tcp_loop_tput).  With every group out, what remains needs only
 * clock_gettime, printf with %s %d %lld, strcmp, atol and fflush.
 *
 * Rules the code keeps to: no floating point outside NO_FLOAT (results are
 * formatted with integers), no large stack objects, no reliance on /proc or
 * /dev, file descriptors 0, 1 and 2 must be open at the start, and children
 * get everything they need through argv and descriptors 0 and 1.
 */

#define _POSIX_C_SOURCE 200809L

#include "bench.h"

#ifndef NO_SIGNAL
#include <signal.h>
#endif
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Single-threaded benchmarks come first: in some libcs a process that has
 * ever had a second thread keeps using locks. */
static const struct bench *const tables[] = {
#ifndef NO_SYS
    sys_benches,
#endif
#ifndef NO_SCHED
    sched_benches,
#endif
#ifndef NO_FILE
    file_benches,
#endif
#ifndef NO_DIR
    dir_benches,
#endif
#ifndef NO_PIPE
    pipe_benches,
#endif
#ifndef NO_SPAWN
    spawn_benches,
#endif
#ifndef NO_FORK
    fork_benches,
#endif
#ifndef NO_MMAP
    mmap_benches,
#endif
#ifndef NO_MALLOC
    malloc_benches,
#endif
#ifndef NO_SIGNAL
    signal_benches,
#endif
#ifndef NO_TEXT
    text_benches,
#endif
#ifndef NO_STRING
    string_benches,
#endif
#ifndef NO_REGEX
    regex_benches,
#endif
#ifndef NO_STDIO
    stdio_benches,
#endif
#ifndef NO_NET
    udp_benches,
#endif
#if !defined NO_NET && !defined NO_TCP
    tcp_benches,
#endif
#ifndef NO_THREADS
    thread_benches,
#endif
#if !defined NO_MALLOC && !defined NO_THREADS
    malloc_threads_benches,
#endif
    NULL
};

/* Runs one benchmark with n iterations, or with more and more of them until
 * it takes at least min_ns, and prints its line.  Returns 0 if it failed. */
static int measure(const struct bench *b, long fixed_n, int64_t min_ns)
{
    long n = fixed_n > 0 ? fixed_n : 1;
    int64_t time;

    for (;;) {
        time = b->run(n);
        if (time < 0 || fixed_n > 0 || time >= min_ns || n > 1000000000L)
            break;
        /* Aim a little past the goal, growing 2 to 20 times per step. */
        int64_t grow = time > 0 ? min_ns * 12 / (time * 10) + 1 : 20;
        n *= grow < 2 ? 2 : grow > 20 ? 20 : (long)grow;
    }

    if (time == SKIPPED) {
        printf("%s - SKIP:%s 0\n", b->name, problem);
    } else if (time < 0) {
        printf("%s - FAIL:%s:%d 0\n", b->name, problem, problem_errno);
    } else {
        long long tenths;
        const char *unit;
        if (time == 0)
            time = 1;
        if (b->bytes > 0) {
            /* KiB per microsecond, scaled to tenths of MiB per second. */
            long long kib = (long long)b->bytes * n / 1024;
            long long us = time / 1000 > 0 ? time / 1000 : 1;
            tenths = kib * 10000000 / 1024 / us;
            unit = "MiB/s";
        } else {
            tenths = (long long)time * 10 / n;
            unit = "ns/op";
        }
        printf("%s %lld.%lld %s %ld\n", b->name, tenths / 10, tenths % 10, unit, n);
    }
    fflush(stdout);
    return time != FAILED;
}

/* What a spawned copy of this program does. */
static int child_main(const char *role, const char *arg)
{
    (void)arg;
    if (strcmp(role, "exit") == 0)
        return 0;
#ifndef NO_SPAWN
    if (strcmp(role, "echo") == 0)
        return child_echo();
    if (strcmp(role, "sink") == 0)
        return child_sink(0);
#if !defined NO_NET && !defined NO_TCP
    if (strcmp(role, "tcpsink") == 0 && arg != NULL)
        return child_tcpsink(arg);
#endif
#endif
    return 2;
}

/* Whether it, or its group, is among the names; without names everything is. */
static int is_wanted(const struct bench *b, char **names)
{
    if (*names == NULL)
        return 1;
    for (; *names != NULL; names++)
        if (strcmp(*names, b->name) == 0 || strcmp(*names, b->group) == 0)
            return 1;
    return 0;
}

int main(int argc, char **argv)
{
    long fixed_n = 0;
    int64_t min_ns = 200 * (int64_t)1000000;
    int ok = 1, at = 1;

    if (argc >= 3 && strcmp(argv[1], "-child") == 0)
        return child_main(argv[2], argc > 3 ? argv[3] : NULL);

#ifndef NO_SIGNAL
    signal(SIGPIPE, SIG_IGN);       /* a dead child shows as a write error */
#endif

    self_path = argv[0];
    while (at < argc && argv[at][0] == '-') {
        const char *opt = argv[at], *value = argv[at + 1];
        if (strcmp(opt, "-l") == 0) {
            for (const struct bench *const *t = tables; *t != NULL; t++)
                for (const struct bench *b = *t; b->name != NULL; b++)
                    printf("%s %s\n", b->name, b->group);
            return 0;
        }
        if (value == NULL) {
            printf("posixbench: %s needs a value\n", opt);
            return 2;
        }
        if (strcmp(opt, "-t") == 0)
            min_ns = atol(value) * (int64_t)1000000;
        else if (strcmp(opt, "-n") == 0)
            fixed_n = atol(value);
        else if (strcmp(opt, "-d") == 0)
            work_dir = value;
        else if (strcmp(opt, "-H") == 0)
            net_host = value;
        else if (strcmp(opt, "-P") == 0)
            net_port = atoi(value);
        else if (strcmp(opt, "-self") == 0)
            self_path = value;
        else {
            printf("posixbench: no option %s\n", opt);
            return 2;
        }
        at += 2;
    }

    for (const struct bench *const *t = tables; *t != NULL; t++)
        for (const struct bench *b = *t; b->name != NULL; b++)
            if (is_wanted(b, argv + at) && !measure(b, fixed_n, min_ns))
                ok = 0;
    return ok ? 0 : 1;
}
