/* Pipes, and poll. */

#define _POSIX_C_SOURCE 200809L

#include "bench.h"

#ifndef NO_PIPE

#include <unistd.h>
#ifndef NO_POLL
#include <poll.h>
#endif

/* Write one byte into a pipe and read it back in the same process. */
static int64_t bench_pipe_self(long n)
{
    int p[2];
    char b = 'x';
    int64_t start, time;

    if (pipe(p) != 0)
        return fail("pipe");
    start = now_ns();
    for (long i = 0; i < n; i++) {
        if (write(p[1], &b, 1) != 1)
            return fail("write");
        if (read(p[0], &b, 1) != 1)
            return fail("read");
    }
    time = now_ns() - start;
    close(p[0]);
    close(p[1]);
    return time;
}

#ifndef NO_SPAWN

/* One byte to a spawned echo child and back. */
static int64_t bench_pipe_rtt(long n)
{
    struct child c;
    char b = 'x';
    int64_t start = 0, time;

    if (child_start(&c, "echo", NULL) != 0)
        return fail("spawn");
    for (long i = -1; i < n; i++) {             /* trip -1 warms up */
        if (i == 0)
            start = now_ns();
        if (write(c.to, &b, 1) != 1)
            return fail("write");
        if (read(c.from, &b, 1) != 1)
            return fail("read");
    }
    time = now_ns() - start;
    if (child_stop(&c) != 0)
        return fail("child");
    return time;
}

/* One operation sends 64 MiB in 64 KiB writes to a spawned child. */
static int64_t bench_pipe_tput(long n)
{
    int64_t time = 0;

    for (long i = 0; i < n; i++) {
        struct child c;
        char b;
        int64_t start;

        if (child_start(&c, "sink", NULL) != 0)
            return fail("spawn");
        if (read(c.from, &b, 1) != 1)
            return fail("child-ready");
        start = now_ns();
        for (int k = 0; k < 64 * MIB / BLOCK; k++)
            if (write_all(c.to, block, BLOCK) != 0)
                return fail("write");
        close(c.to);
        c.to = -1;
        if (read(c.from, &b, 1) != 1)
            return fail("child-end");
        time += now_ns() - start;
        if (child_stop(&c) != 0)
            return fail("child");
    }
    return time;
}

#endif /* NO_SPAWN */

#ifndef NO_POLL

/* poll() over 8 pipes of which the last is readable. */
static int64_t bench_poll_8(long n)
{
    enum { FDS = 8 };
    struct pollfd set[FDS];
    int other[FDS];
    int64_t start, time;

    for (int i = 0; i < FDS; i++) {
        int p[2];
        if (pipe(p) != 0)
            return fail("pipe");
        set[i].fd = p[0];
        set[i].events = POLLIN;
        other[i] = p[1];
    }
    if (write(other[FDS - 1], "x", 1) != 1)
        return fail("write");
    start = now_ns();
    for (long i = 0; i < n; i++)
        if (poll(set, FDS, -1) != 1)
            return fail("poll");
    time = now_ns() - start;
    for (int i = 0; i < FDS; i++) {
        close(set[i].fd);
        close(other[i]);
    }
    return time;
}

#endif /* NO_POLL */

const struct bench pipe_benches[] = {
    { "pipe_self", "pipe", bench_pipe_self, 0 },
#ifndef NO_SPAWN
    { "pipe_rtt", "pipe", bench_pipe_rtt, 0 },
    { "pipe_tput_64m", "pipe", bench_pipe_tput, 64L * MIB },
#endif
#ifndef NO_POLL
    { "poll_8", "pipe", bench_poll_8, 0 },
#endif
    { NULL, NULL, NULL, 0 }
};

#endif
