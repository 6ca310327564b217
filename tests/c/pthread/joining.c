/* GNU's ways to join, and the end of the main thread before others. */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include "test.h"

static sem_t go;
static pthread_t first;

static void *thread(void *argument) {
    sem_wait(&go);
    return argument;
}

static void *outlives(void *argument) {
    void *result;
    /* The main thread is joined like any other. */
    CHECK_INT(pthread_join(first, &result), 0);
    CHECK(result == argument);
    exit(test_done());
}

int main(void) {
    pthread_t id;
    void *result;
    struct timespec now;

    sem_init(&go, 0, 0);
    REQUIRE(pthread_create(&id, NULL, thread, &id) == 0);
    CHECK_INT(pthread_tryjoin_np(id, &result), EBUSY);
    clock_gettime(CLOCK_REALTIME, &now);
    CHECK_INT(pthread_timedjoin_np(id, &result, &now), ETIMEDOUT);
    sem_post(&go);
    now.tv_sec += 60;
    CHECK_INT(pthread_timedjoin_np(id, &result, &now), 0);
    CHECK(result == &id);
    first = pthread_self();
    REQUIRE(pthread_create(&id, NULL, outlives, &go) == 0);
    pthread_exit(&go);
}
