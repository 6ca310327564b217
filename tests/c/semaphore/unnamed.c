/* Semaphores without names. */
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>
#include "test.h"

enum { ITEMS = 2000, PLACES = 4, THREADS = 2 };

static sem_t full, empty;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static long sum;

static void *consume(void *argument) {
    for (int n = 0; n < ITEMS; n++) {
        sem_wait(&full);
        pthread_mutex_lock(&mutex);
        sum++;
        pthread_mutex_unlock(&mutex);
        sem_post(&empty);
    }
    return argument;
}

static void *produce(void *argument) {
    for (int n = 0; n < ITEMS; n++) {
        sem_wait(&empty);
        sem_post(&full);
    }
    return argument;
}

static pthread_t waiting;

static void handler(int signal) {
    (void)signal;
}

static void *interrupts(void *argument) {
    for (int n = 0; n < 20; n++) {
        usleep(5000);
        pthread_kill(waiting, SIGUSR1);
    }
    return argument;
}

int main(void) {
    pthread_t threads[2 * THREADS];
    sem_t semaphore;
    struct timespec time;
    int value;

    CHECK_INT(sem_init(&semaphore, 0, 2), 0);
    CHECK_INT(sem_getvalue(&semaphore, &value), 0);
    CHECK_INT(value, 2);
    CHECK_INT(sem_wait(&semaphore), 0);
    CHECK_INT(sem_trywait(&semaphore), 0);
    CHECK_ERRNO(sem_trywait(&semaphore), -1, EAGAIN);
    clock_gettime(CLOCK_REALTIME, &time);
    CHECK_ERRNO(sem_timedwait(&semaphore, &time), -1, ETIMEDOUT);
    time.tv_nsec = 1000000000;
    CHECK_ERRNO(sem_timedwait(&semaphore, &time), -1, EINVAL);
    CHECK_INT(sem_post(&semaphore), 0);
    CHECK_INT(sem_timedwait(&semaphore, &time), 0);
    CHECK_INT(sem_destroy(&semaphore), 0);

    CHECK_ERRNO(sem_init(&semaphore, 0, (unsigned)SEM_VALUE_MAX + 1), -1, EINVAL);
    CHECK_INT(sem_init(&semaphore, 1, SEM_VALUE_MAX), 0);
    CHECK_ERRNO(sem_post(&semaphore), -1, EOVERFLOW);

    sem_init(&full, 0, 0);
    sem_init(&empty, 0, PLACES);
    for (int n = 0; n < THREADS; n++) {
        REQUIRE(pthread_create(&threads[2 * n], NULL, consume, NULL) == 0);
        REQUIRE(pthread_create(&threads[2 * n + 1], NULL, produce, NULL) == 0);
    }
    for (int n = 0; n < 2 * THREADS; n++)
        pthread_join(threads[n], NULL);
    CHECK_INT(sum, THREADS * ITEMS);
    sem_getvalue(&empty, &value);
    CHECK_INT(value, PLACES);

    /* A handler ends the waiting. */
    struct sigaction action = {.sa_handler = handler};
    sigaction(SIGUSR1, &action, NULL);
    waiting = pthread_self();
    sem_init(&semaphore, 0, 0);
    REQUIRE(pthread_create(&threads[0], NULL, interrupts, NULL) == 0);
    CHECK_ERRNO(sem_wait(&semaphore), -1, EINTR);
    while (pthread_join(threads[0], NULL) != 0)
        ;
    return test_done();
}
