/* Read-write locks. */
#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <time.h>
#include "test.h"

enum { THREADS = 4, ROUNDS = 3000 };

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static long first, second;

static void *work(void *argument) {
    intptr_t right = 1;
    for (int n = 0; n < ROUNDS; n++) {
        if (n % 4 == (intptr_t)argument) {
            pthread_rwlock_wrlock(&lock);
            first++;
            second++;
        } else {
            pthread_rwlock_rdlock(&lock);
            right &= first == second;
        }
        pthread_rwlock_unlock(&lock);
    }
    return (void *)right;
}

static void *try_read(void *argument) {
    intptr_t outcome = pthread_rwlock_tryrdlock(argument);
    if (outcome == 0)
        pthread_rwlock_unlock(argument);
    return (void *)outcome;
}

static void *try_write(void *argument) {
    intptr_t outcome = pthread_rwlock_trywrlock(argument);
    if (outcome == 0)
        pthread_rwlock_unlock(argument);
    return (void *)outcome;
}

static void *timed(void *argument) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    CHECK_INT(pthread_rwlock_timedrdlock(argument, &until), ETIMEDOUT);
    CHECK_INT(pthread_rwlock_timedwrlock(argument, &until), ETIMEDOUT);
    until.tv_nsec = -1;
    CHECK_INT(pthread_rwlock_timedwrlock(argument, &until), EINVAL);
    return NULL;
}

static int in_thread(void *(*function)(void *)) {
    pthread_t thread;
    void *result;
    REQUIRE(pthread_create(&thread, NULL, function, &lock) == 0);
    pthread_join(thread, &result);
    return (int)(intptr_t)result;
}

int main(void) {
    pthread_t threads[THREADS];
    pthread_rwlockattr_t attributes;
    int value;

    CHECK_INT(pthread_rwlock_rdlock(&lock), 0);
    CHECK_INT(pthread_rwlock_rdlock(&lock), 0);
    CHECK_INT(in_thread(try_read), 0);
    CHECK_INT(in_thread(try_write), EBUSY);
    CHECK_INT(pthread_rwlock_unlock(&lock), 0);
    CHECK_INT(in_thread(try_write), EBUSY);
    CHECK_INT(pthread_rwlock_unlock(&lock), 0);
    CHECK_INT(in_thread(try_write), 0);
    CHECK_INT(pthread_rwlock_wrlock(&lock), 0);
    CHECK_INT(in_thread(try_read), EBUSY);
    CHECK_INT(in_thread(try_write), EBUSY);
    CHECK_INT(pthread_rwlock_wrlock(&lock), EDEADLK);
    in_thread(timed);
    CHECK_INT(pthread_rwlock_unlock(&lock), 0);

    for (int n = 0; n < THREADS; n++)
        REQUIRE(pthread_create(&threads[n], NULL, work, (void *)(intptr_t)n) == 0);
    for (int n = 0; n < THREADS; n++) {
        void *right;
        pthread_join(threads[n], &right);
        CHECK((intptr_t)right);
    }
    CHECK_INT(first, THREADS * ROUNDS / 4);
    CHECK_INT(pthread_rwlock_destroy(&lock), 0);

    CHECK_INT(pthread_rwlockattr_init(&attributes), 0);
    CHECK_INT(pthread_rwlockattr_getpshared(&attributes, &value), 0);
    CHECK_INT(value, PTHREAD_PROCESS_PRIVATE);
    CHECK_INT(pthread_rwlockattr_setpshared(&attributes, 77), EINVAL);
    CHECK_INT(pthread_rwlockattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED), 0);
    CHECK_INT(pthread_rwlockattr_getpshared(&attributes, &value), 0);
    CHECK_INT(value, PTHREAD_PROCESS_SHARED);
    CHECK_INT(pthread_rwlock_init(&lock, &attributes), 0);
    CHECK_INT(pthread_rwlock_wrlock(&lock), 0);
    CHECK_INT(pthread_rwlock_unlock(&lock), 0);
    CHECK_INT(pthread_rwlockattr_destroy(&attributes), 0);
    return test_done();
}
