/* Signals. */

#define _POSIX_C_SOURCE 200809L

#include "bench.h"

#ifndef NO_SIGNAL

#include <signal.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t signals_seen;

static void on_signal(int sig)
{
    (void)sig;
    signals_seen = signals_seen + 1;
}

/* POSIX says that raise() and kill() of oneself return after the handler
 * has run when the process has one thread; this checks that they do. */
static int64_t signal_run(long n, int with_kill)
{
    struct sigaction sa, old;
    pid_t me = getpid();
    int64_t start, time;

    memset(&sa, 0, sizeof sa);
    sa.sa_handler = on_signal;
    sigemptyset(&sa.sa_mask);
    if (sigaction(SIGUSR1, &sa, &old) != 0)
        return fail("sigaction");
    start = now_ns();
    for (long i = 0; i < n; i++) {
        signals_seen = 0;
        if ((with_kill ? kill(me, SIGUSR1) : raise(SIGUSR1)) != 0)
            return fail("raise");
        if (signals_seen != 1)
            return fail("not-handled");
    }
    time = now_ns() - start;
    sigaction(SIGUSR1, &old, NULL);
    return time;
}

static int64_t bench_signal_raise(long n)
{
    return signal_run(n, 0);
}

static int64_t bench_signal_kill(long n)
{
    return signal_run(n, 1);
}

const struct bench signal_benches[] = {
    { "signal_raise", "signal", bench_signal_raise, 0 },
    { "signal_kill", "signal", bench_signal_kill, 0 },
    { NULL, NULL, NULL, 0 }
};

#endif
