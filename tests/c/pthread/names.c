/* Names of threads. */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include "test.h"

static sem_t go;

static void *thread(void *argument) {
    char name[16];
    (void)argument;
    CHECK_INT(pthread_setname_np(pthread_self(), "worker"), 0);
    CHECK_INT(pthread_getname_np(pthread_self(), name, sizeof name), 0);
    CHECK_STR(name, "worker");
    sem_wait(&go);
    return NULL;
}

int main(void) {
    char name[16];
    pthread_t id;
    sem_init(&go, 0, 0);
    CHECK_INT(pthread_setname_np(pthread_self(), "a name of fifteen characters and more"), ERANGE);
    CHECK_INT(pthread_setname_np(pthread_self(), "main thread"), 0);
    CHECK_INT(pthread_getname_np(pthread_self(), name, sizeof name), 0);
    CHECK_STR(name, "main thread");
    CHECK_INT(pthread_getname_np(pthread_self(), name, 4), ERANGE);
    REQUIRE(pthread_create(&id, NULL, thread, NULL) == 0);
    sem_post(&go);
    pthread_join(id, NULL);
    return test_done();
}
