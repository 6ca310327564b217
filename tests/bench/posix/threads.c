/* Threads. */

#define _POSIX_C_SOURCE 200809L

#include "bench.h"

#ifndef NO_THREADS

#include <errno.h>
#include <pthread.h>
#ifndef NO_SCHED
#include <sched.h>
#endif

static void *thread_nop(void *arg)
{
    return arg;
}

static int64_t bench_thread_create_join(long n)
{
    int64_t start = now_ns();

    for (long i = 0; i < n; i++) {
        pthread_t t;
        errno = pthread_create(&t, NULL, thread_nop, NULL);
        if (errno != 0)
            return fail("pthread_create");
        pthread_join(t, NULL);
    }
    return now_ns() - start;
}

static int64_t bench_mutex_free(long n)
{
    static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
    int64_t start = now_ns();

    for (long i = 0; i < n; i++) {
        pthread_mutex_lock(&m);
        pthread_mutex_unlock(&m);
    }
    return now_ns() - start;
}

static struct {
    pthread_mutex_t m;
    pthread_cond_t c;
    int turn;           /* whose turn it is: 0 or 1 */
    long n;
} ball = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0, 0 };

/* Waits for turn `me`, passes the turn on, n times. */
static void ball_play(int me)
{
    pthread_mutex_lock(&ball.m);
    for (long i = 0; i < ball.n; i++) {
        while (ball.turn != me)
            pthread_cond_wait(&ball.c, &ball.m);
        ball.turn = !me;
        pthread_cond_signal(&ball.c);
    }
    pthread_mutex_unlock(&ball.m);
}

static void *ball_thread(void *arg)
{
    ball_play(1);
    return arg;
}

/* One operation is a full round trip: two hand-overs. */
static int64_t bench_cond_pingpong(long n)
{
    pthread_t t;
    int64_t start;

    ball.turn = 0;
    ball.n = n;
    start = now_ns();
    errno = pthread_create(&t, NULL, ball_thread, NULL);
    if (errno != 0)
        return fail("pthread_create");
    ball_play(0);
    pthread_join(t, NULL);
    return now_ns() - start;
}

#ifndef NO_SCHED

static void *yield_thread(void *arg)
{
    long n = *(long *)arg;

    for (long i = 0; i < n; i++)
        sched_yield();
    return NULL;
}

/* Two threads yield n/2 times each.  On one processor every yield switches
 * to the other thread; on two it may not, so read the value with care. */
static int64_t bench_yield_2thr(long n)
{
    pthread_t t;
    long half = (n + 1) / 2;
    int64_t start = now_ns();

    errno = pthread_create(&t, NULL, yield_thread, &half);
    if (errno != 0)
        return fail("pthread_create");
    yield_thread(&half);
    pthread_join(t, NULL);
    return now_ns() - start;
}

#endif

const struct bench thread_benches[] = {
    { "thread_create", "thread", bench_thread_create_join, 0 },
    { "mutex_free", "thread", bench_mutex_free, 0 },
    { "cond_pingpong", "thread", bench_cond_pingpong, 0 },
#ifndef NO_SCHED
    { "yield_2thr", "thread", bench_yield_2thr, 0 },
#endif
    { NULL, NULL, NULL, 0 }
};

#endif
