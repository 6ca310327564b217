/* Barriers: rounds, the one thread that is told apart, and destruction at once. */
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include "test.h"

enum { THREADS = 4, ROUNDS = 200 };

static pthread_barrier_t barrier;
static atomic_int arrived[ROUNDS], serial;

static void *work(void *argument) {
    intptr_t right = 1;
    for (int n = 0; n < ROUNDS; n++) {
        atomic_fetch_add(&arrived[n], 1);
        int outcome = pthread_barrier_wait(&barrier);
        right &= atomic_load(&arrived[n]) == THREADS;
        if (outcome == PTHREAD_BARRIER_SERIAL_THREAD)
            atomic_fetch_add(&serial, 1);
        else
            right &= outcome == 0;
    }
    (void)argument;
    return (void *)right;
}

static void *destroys(void *argument) {
    if (pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD) {
        pthread_barrier_destroy(&barrier);
        memset(&barrier, 0xff, sizeof barrier);
    }
    return argument;
}

int main(void) {
    pthread_t threads[THREADS];
    pthread_barrierattr_t attributes;
    int value;

    CHECK_INT(pthread_barrier_init(&barrier, NULL, 0), EINVAL);
    CHECK_INT(pthread_barrier_init(&barrier, NULL, 1), 0);
    CHECK_INT(pthread_barrier_wait(&barrier), PTHREAD_BARRIER_SERIAL_THREAD);
    CHECK_INT(pthread_barrier_destroy(&barrier), 0);

    CHECK_INT(pthread_barrier_init(&barrier, NULL, THREADS), 0);
    for (int n = 0; n < THREADS; n++)
        REQUIRE(pthread_create(&threads[n], NULL, work, NULL) == 0);
    for (int n = 0; n < THREADS; n++) {
        void *right;
        pthread_join(threads[n], &right);
        CHECK((intptr_t)right);
    }
    CHECK_INT(serial, ROUNDS);
    CHECK_INT(pthread_barrier_destroy(&barrier), 0);

    for (int round = 0; round < 20; round++) {
        pthread_barrier_init(&barrier, NULL, 2);
        for (int n = 0; n < 2; n++)
            REQUIRE(pthread_create(&threads[n], NULL, destroys, NULL) == 0);
        for (int n = 0; n < 2; n++)
            pthread_join(threads[n], NULL);
    }

    CHECK_INT(pthread_barrierattr_init(&attributes), 0);
    CHECK_INT(pthread_barrierattr_getpshared(&attributes, &value), 0);
    CHECK_INT(value, PTHREAD_PROCESS_PRIVATE);
    CHECK_INT(pthread_barrierattr_setpshared(&attributes, 77), EINVAL);
    CHECK_INT(pthread_barrierattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED), 0);
    CHECK_INT(pthread_barrierattr_getpshared(&attributes, &value), 0);
    CHECK_INT(value, PTHREAD_PROCESS_SHARED);
    CHECK_INT(pthread_barrierattr_destroy(&attributes), 0);
    return test_done();
}
