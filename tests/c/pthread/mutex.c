/* Mutexes of every type. */
#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <time.h>
#include <unistd.h>
#include "test.h"

enum { THREADS = 4, ROUNDS = 5000 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static long counter;

static void *count(void *argument) {
    for (int n = 0; n < ROUNDS; n++) {
        pthread_mutex_lock(argument);
        counter++;
        pthread_mutex_unlock(argument);
    }
    return NULL;
}

static void contend(pthread_mutex_t *which) {
    pthread_t threads[THREADS];
    counter = 0;
    for (int n = 0; n < THREADS; n++)
        REQUIRE(pthread_create(&threads[n], NULL, count, which) == 0);
    for (int n = 0; n < THREADS; n++)
        pthread_join(threads[n], NULL);
    CHECK_INT(counter, THREADS * ROUNDS);
}

static void *try_it(void *argument) {
    int outcome = pthread_mutex_trylock(argument);
    if (outcome == 0 || outcome == EOWNERDEAD)
        pthread_mutex_unlock(argument);
    return (void *)(intptr_t)outcome;
}

static void *unlock_it(void *argument) {
    return (void *)(intptr_t)pthread_mutex_unlock(argument);
}

static void *hold_it(void *argument) {
    pthread_mutex_lock(argument);
    return NULL;
}

static int in_thread(void *(*function)(void *), pthread_mutex_t *which) {
    pthread_t thread;
    void *result;
    REQUIRE(pthread_create(&thread, NULL, function, which) == 0);
    pthread_join(thread, &result);
    return (int)(intptr_t)result;
}

static void timed(pthread_mutex_t *which) {
    struct timespec before, after, until;
    pthread_mutex_lock(which);
    clock_gettime(CLOCK_REALTIME, &before);
    until = before;
    until.tv_nsec += 20 * 1000 * 1000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_nsec -= 1000000000;
        until.tv_sec++;
    }
    CHECK_INT(pthread_mutex_timedlock(which, &until), ETIMEDOUT);
    clock_gettime(CLOCK_REALTIME, &after);
    long passed = (after.tv_sec - before.tv_sec) * 1000000000L + after.tv_nsec - before.tv_nsec;
    CHECK(passed >= 20 * 1000 * 1000);
    until.tv_nsec = 1000000000;
    CHECK_INT(pthread_mutex_timedlock(which, &until), EINVAL);
    pthread_mutex_unlock(which);
    CHECK_INT(pthread_mutex_timedlock(which, &before), 0);
    pthread_mutex_unlock(which);
}

int main(void) {
    pthread_mutexattr_t attributes;
    pthread_mutex_t special;

    CHECK_INT(pthread_mutex_lock(&mutex), 0);
    CHECK_INT(pthread_mutex_trylock(&mutex), EBUSY);
    CHECK_INT(in_thread(try_it, &mutex), EBUSY);
    CHECK_INT(pthread_mutex_destroy(&mutex), EBUSY);
    CHECK_INT(pthread_mutex_unlock(&mutex), 0);
    CHECK_INT(in_thread(try_it, &mutex), 0);
    contend(&mutex);
    timed(&mutex);
    CHECK_INT(pthread_mutex_destroy(&mutex), 0);

    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
    CHECK_INT(pthread_mutex_init(&special, &attributes), 0);
    CHECK_INT(pthread_mutex_lock(&special), 0);
    CHECK_INT(pthread_mutex_lock(&special), 0);
    CHECK_INT(pthread_mutex_trylock(&special), 0);
    CHECK_INT(in_thread(try_it, &special), EBUSY);
    CHECK_INT(in_thread(unlock_it, &special), EPERM);
    CHECK_INT(pthread_mutex_unlock(&special), 0);
    CHECK_INT(pthread_mutex_unlock(&special), 0);
    CHECK_INT(in_thread(try_it, &special), EBUSY);
    CHECK_INT(pthread_mutex_unlock(&special), 0);
    CHECK_INT(pthread_mutex_unlock(&special), EPERM);
    CHECK_INT(in_thread(try_it, &special), 0);
    contend(&special);
    pthread_mutex_destroy(&special);

    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ERRORCHECK);
    CHECK_INT(pthread_mutex_init(&special, &attributes), 0);
    CHECK_INT(pthread_mutex_unlock(&special), EPERM);
    CHECK_INT(pthread_mutex_lock(&special), 0);
    CHECK_INT(pthread_mutex_lock(&special), EDEADLK);
    CHECK_INT(in_thread(unlock_it, &special), EPERM);
    CHECK_INT(pthread_mutex_unlock(&special), 0);
    contend(&special);
    pthread_mutex_destroy(&special);

    /* Robust: the next owner learns that the last one ended. */
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_NORMAL);
    CHECK_INT(pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST), 0);
    CHECK_INT(pthread_mutex_init(&special, &attributes), 0);
    CHECK_INT(pthread_mutex_consistent(&special), EINVAL);
    contend(&special);
    in_thread(hold_it, &special);
    CHECK_INT(pthread_mutex_lock(&special), EOWNERDEAD);
    CHECK_INT(pthread_mutex_consistent(&special), 0);
    CHECK_INT(pthread_mutex_unlock(&special), 0);
    CHECK_INT(pthread_mutex_lock(&special), 0);
    CHECK_INT(pthread_mutex_unlock(&special), 0);
    in_thread(hold_it, &special);
    CHECK_INT(pthread_mutex_trylock(&special), EOWNERDEAD);
    CHECK_INT(pthread_mutex_unlock(&special), 0);
    CHECK_INT(pthread_mutex_lock(&special), ENOTRECOVERABLE);
    CHECK_INT(in_thread(try_it, &special), ENOTRECOVERABLE);
    CHECK_INT(pthread_mutex_destroy(&special), 0);

    pthread_mutexattr_destroy(&attributes);
    pthread_mutexattr_init(&attributes);
    CHECK_INT(pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED), 0);
    CHECK_INT(pthread_mutex_init(&special, &attributes), 0);
    contend(&special);
    timed(&special);
    pthread_mutex_destroy(&special);
    return test_done();
}
