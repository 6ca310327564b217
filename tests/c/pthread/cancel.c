/* Cancellation: states and types, clean-up handlers, points that wait. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <time.h>
#include <unistd.h>
#include "test.h"

static atomic_int ready, cleaned, passed;
static sem_t never;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;

static void clean(void *argument) {
    atomic_fetch_add(&cleaned, (int)(intptr_t)argument);
}

static void unlock(void *argument) {
    /* The mutex was locked again, so this is ours to do. */
    atomic_fetch_add(&cleaned, pthread_mutex_unlock(argument) == 0 ? 1 : 100);
}

static void *sleeps(void *argument) {
    pthread_cleanup_push(clean, (void *)10);
    pthread_cleanup_push(clean, (void *)1);
    atomic_store(&ready, 1);
    struct timespec long_time = {1000, 0};
    nanosleep(&long_time, NULL);
    pthread_cleanup_pop(0);
    pthread_cleanup_pop(0);
    return argument;
}

static void *waits(void *argument) {
    pthread_mutex_lock(&mutex);
    pthread_cleanup_push(unlock, &mutex);
    atomic_store(&ready, 1);
    for (;;)
        pthread_cond_wait(&condition, &mutex);
    pthread_cleanup_pop(1);
    return argument;
}

static void *waits_for_semaphore(void *argument) {
    atomic_store(&ready, 1);
    sem_wait(&never);
    return argument;
}

static void *pauses(void *argument) {
    atomic_store(&ready, 1);
    pause();
    return argument;
}

static void *other(void *argument) {
    (void)argument;
    pthread_t thread = *(pthread_t *)argument;
    atomic_store(&ready, 1);
    pthread_join(thread, NULL);
    return NULL;
}

static void *disabled(void *argument) {
    int state, type;
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state);
    CHECK_INT(state, PTHREAD_CANCEL_ENABLE);
    atomic_store(&ready, 1);
    sem_wait(argument);
    pthread_testcancel();
    struct timespec short_time = {0, 1000000};
    nanosleep(&short_time, NULL);
    atomic_store(&passed, 1);
    pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, &state);
    CHECK_INT(state, PTHREAD_CANCEL_DISABLE);
    pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, &type);
    CHECK_INT(type, PTHREAD_CANCEL_DEFERRED);
    atomic_store(&passed, 2);
    pthread_testcancel();
    atomic_store(&passed, 3);
    return NULL;
}

static void *computes(void *argument) {
    pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
    pthread_cleanup_push(clean, (void *)1000);
    atomic_store(&ready, 1);
    for (volatile int n = 0;; n = 1 - n)
        ;
    pthread_cleanup_pop(0);
    return argument;
}

static void *exits(void *argument) {
    pthread_cleanup_push(clean, (void *)100);
    pthread_cleanup_push(clean, (void *)7);
    pthread_cleanup_pop(0);
    pthread_cleanup_push(clean, (void *)3);
    pthread_cleanup_pop(1);
    pthread_exit(argument);
    pthread_cleanup_pop(0);
}

/* Starts it, cancels it when it is ready, and tells whether it was cancelled. */
static int cancelled(void *(*function)(void *), void *argument) {
    pthread_t thread;
    void *result;
    atomic_store(&ready, 0);
    REQUIRE(pthread_create(&thread, NULL, function, argument) == 0);
    while (!atomic_load(&ready))
        usleep(1000);
    usleep(2000);
    CHECK_INT(pthread_cancel(thread), 0);
    pthread_join(thread, &result);
    return result == PTHREAD_CANCELED;
}

int main(void) {
    pthread_t thread;
    void *result;
    sem_t go;

    sem_init(&never, 0, 0);
    sem_init(&go, 0, 0);
    CHECK(cancelled(sleeps, NULL));
    CHECK_INT(cleaned, 11);
    cleaned = 0;
    CHECK(cancelled(waits, NULL));
    CHECK_INT(cleaned, 1);
    CHECK_INT(pthread_mutex_trylock(&mutex), 0);
    pthread_mutex_unlock(&mutex);
    CHECK(cancelled(waits_for_semaphore, NULL));
    CHECK(cancelled(pauses, NULL));

    /* Cancelling who joins leaves the other joinable. */
    REQUIRE(pthread_create(&thread, NULL, waits_for_semaphore, NULL) == 0);
    CHECK(cancelled(other, &thread));
    sem_post(&never);
    CHECK_INT(pthread_join(thread, &result), 0);
    CHECK(result == NULL);

    cleaned = 0;
    CHECK(cancelled(computes, NULL));
    CHECK_INT(cleaned, 1000);

    atomic_store(&ready, 0);
    REQUIRE(pthread_create(&thread, NULL, disabled, &go) == 0);
    while (!atomic_load(&ready))
        usleep(1000);
    CHECK_INT(pthread_cancel(thread), 0);
    sem_post(&go);
    pthread_join(thread, &result);
    CHECK(result == PTHREAD_CANCELED);
    CHECK_INT(passed, 2);

    cleaned = 0;
    REQUIRE(pthread_create(&thread, NULL, exits, &thread) == 0);
    pthread_join(thread, &result);
    CHECK(result == &thread);
    CHECK_INT(cleaned, 103);

    CHECK_INT(pthread_setcancelstate(77, NULL), EINVAL);
    CHECK_INT(pthread_setcanceltype(77, NULL), EINVAL);
    return test_done();
}
