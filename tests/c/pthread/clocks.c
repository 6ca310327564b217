/* The forms of waiting that name a clock. */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <time.h>
#include "deadline.h"
#include "test.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;

static void *thread(void *argument) {
    (void)argument;
    for (int n = 0; n < 2; n++) {
        clockid_t clock = n ? CLOCK_REALTIME : CLOCK_MONOTONIC;
        struct timespec until = in(clock, 10);
        CHECK_INT(pthread_mutex_clocklock(&mutex, clock, &until), ETIMEDOUT);
        CHECK_INT(pthread_rwlock_clockrdlock(&lock, clock, &until), ETIMEDOUT);
        CHECK_INT(pthread_rwlock_clockwrlock(&lock, clock, &until), ETIMEDOUT);
    }
    return NULL;
}

int main(void) {
    pthread_t id;
    sem_t semaphore;
    pthread_mutex_lock(&mutex);
    pthread_rwlock_wrlock(&lock);
    REQUIRE(pthread_create(&id, NULL, thread, NULL) == 0);
    pthread_join(id, NULL);
    pthread_rwlock_unlock(&lock);

    struct timespec until = in(CLOCK_MONOTONIC, 10);
    CHECK_INT(pthread_cond_clockwait(&condition, &mutex, CLOCK_MONOTONIC, &until), ETIMEDOUT);
    CHECK_INT(pthread_cond_clockwait(&condition, &mutex, CLOCK_PROCESS_CPUTIME_ID, &until), EINVAL);
    pthread_mutex_unlock(&mutex);
    CHECK_INT(pthread_mutex_clocklock(&mutex, CLOCK_MONOTONIC, &until), 0);
    CHECK_INT(pthread_rwlock_clockrdlock(&lock, CLOCK_MONOTONIC, &until), 0);
    sem_init(&semaphore, 0, 0);
    CHECK_ERRNO(sem_clockwait(&semaphore, CLOCK_MONOTONIC, &until), -1, ETIMEDOUT);
    sem_post(&semaphore);
    CHECK_INT(sem_clockwait(&semaphore, CLOCK_MONOTONIC, &until), 0);
    return test_done();
}
