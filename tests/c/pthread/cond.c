/* Condition variables: one waiter, all waiters, deadlines on both clocks. */
#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <time.h>
#include "deadline.h"
#include "test.h"

enum { WAITERS = 4, ROUNDS = 500 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER, other = PTHREAD_COND_INITIALIZER;
static int turn, go, waiting, woken;

static void *pong(void *argument) {
    pthread_mutex_lock(&mutex);
    for (int n = 0; n < ROUNDS; n++) {
        while (turn != 1)
            pthread_cond_wait(&condition, &mutex);
        turn = 0;
        pthread_cond_signal(&other);
    }
    pthread_mutex_unlock(&mutex);
    return argument;
}

static void *waiter(void *argument) {
    pthread_mutex_lock(&mutex);
    waiting++;
    pthread_cond_signal(&other);
    while (!go)
        pthread_cond_wait(&condition, &mutex);
    woken++;
    pthread_mutex_unlock(&mutex);
    return argument;
}

static int reached(clockid_t clock, struct timespec until) {
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec > until.tv_sec || (now.tv_sec == until.tv_sec && now.tv_nsec >= until.tv_nsec);
}

int main(void) {
    pthread_t threads[WAITERS];
    pthread_condattr_t attributes;
    pthread_cond_t monotonic;
    clockid_t clock;
    int value;

    REQUIRE(pthread_create(&threads[0], NULL, pong, NULL) == 0);
    pthread_mutex_lock(&mutex);
    for (int n = 0; n < ROUNDS; n++) {
        turn = 1;
        pthread_cond_signal(&condition);
        while (turn != 0)
            pthread_cond_wait(&other, &mutex);
    }
    pthread_mutex_unlock(&mutex);
    CHECK_INT(pthread_join(threads[0], NULL), 0);

    for (int n = 0; n < WAITERS; n++)
        REQUIRE(pthread_create(&threads[n], NULL, waiter, NULL) == 0);
    pthread_mutex_lock(&mutex);
    while (waiting < WAITERS)
        pthread_cond_wait(&other, &mutex);
    go = 1;
    CHECK_INT(pthread_cond_broadcast(&condition), 0);
    pthread_mutex_unlock(&mutex);
    for (int n = 0; n < WAITERS; n++)
        pthread_join(threads[n], NULL);
    CHECK_INT(woken, WAITERS);

    pthread_mutex_lock(&mutex);
    struct timespec until = in(CLOCK_REALTIME, 20);
    CHECK_INT(pthread_cond_timedwait(&condition, &mutex, &until), ETIMEDOUT);
    CHECK(reached(CLOCK_REALTIME, until));
    CHECK_INT(pthread_mutex_trylock(&mutex), EBUSY);
    until.tv_nsec = -1;
    CHECK_INT(pthread_cond_timedwait(&condition, &mutex, &until), EINVAL);
    pthread_mutex_unlock(&mutex);
    CHECK_INT(pthread_cond_destroy(&condition), 0);

    CHECK_INT(pthread_condattr_init(&attributes), 0);
    CHECK_INT(pthread_condattr_getclock(&attributes, &clock), 0);
    CHECK_INT(clock, CLOCK_REALTIME);
    CHECK_INT(pthread_condattr_setclock(&attributes, CLOCK_PROCESS_CPUTIME_ID), EINVAL);
    CHECK_INT(pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC), 0);
    CHECK_INT(pthread_condattr_getclock(&attributes, &clock), 0);
    CHECK_INT(clock, CLOCK_MONOTONIC);
    CHECK_INT(pthread_condattr_getpshared(&attributes, &value), 0);
    CHECK_INT(value, PTHREAD_PROCESS_PRIVATE);
    CHECK_INT(pthread_condattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED), 0);
    CHECK_INT(pthread_condattr_getpshared(&attributes, &value), 0);
    CHECK_INT(value, PTHREAD_PROCESS_SHARED);
    CHECK_INT(pthread_cond_init(&monotonic, &attributes), 0);
    pthread_mutex_lock(&mutex);
    until = in(CLOCK_MONOTONIC, 20);
    CHECK_INT(pthread_cond_timedwait(&monotonic, &mutex, &until), ETIMEDOUT);
    CHECK(reached(CLOCK_MONOTONIC, until));
    pthread_mutex_unlock(&mutex);
    CHECK_INT(pthread_cond_destroy(&monotonic), 0);
    pthread_condattr_destroy(&attributes);
    return test_done();
}
