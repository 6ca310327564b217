/* Semaphores with names. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "test.h"

static void *post(void *argument) {
    sem_t *semaphore = sem_open(argument, 0);
    usleep(2000);
    sem_post(semaphore);
    sem_close(semaphore);
    return NULL;
}

int main(void) {
    char name[64], longer[NAME_MAX + 10];
    pthread_t thread;
    int value;

    snprintf(name, sizeof name, "/test-semaphore-%d", (int)getpid());
    sem_unlink(name);
    CHECK_ERRNO(sem_open(name, 0), SEM_FAILED, ENOENT);
    CHECK_ERRNO(sem_open(name, O_CREAT, 0600, (unsigned)SEM_VALUE_MAX + 1), SEM_FAILED, EINVAL);
    sem_t *semaphore = sem_open(name, O_CREAT | O_EXCL, 0600, 1);
    REQUIRE(semaphore != SEM_FAILED);
    CHECK_INT(sem_getvalue(semaphore, &value), 0);
    CHECK_INT(value, 1);
    CHECK_ERRNO(sem_open(name, O_CREAT | O_EXCL, 0600, 1), SEM_FAILED, EEXIST);
    /* The same name is the same semaphore at the same place. */
    sem_t *again = sem_open(name, O_CREAT, 0600, 5);
    CHECK(again == semaphore);
    CHECK_INT(sem_wait(again), 0);
    CHECK_ERRNO(sem_trywait(semaphore), -1, EAGAIN);
    REQUIRE(pthread_create(&thread, NULL, post, name) == 0);
    CHECK_INT(sem_wait(semaphore), 0);
    pthread_join(thread, NULL);
    CHECK_INT(sem_close(again), 0);
    CHECK_INT(sem_post(semaphore), 0);

    /* Without its name it lives on until it is closed. */
    CHECK_INT(sem_unlink(name), 0);
    CHECK_ERRNO(sem_unlink(name), -1, ENOENT);
    CHECK_ERRNO(sem_open(name, 0), SEM_FAILED, ENOENT);
    sem_t *other = sem_open(name, O_CREAT, 0600, 0);
    REQUIRE(other != SEM_FAILED);
    CHECK(other != semaphore);
    CHECK_INT(sem_wait(semaphore), 0);
    CHECK_INT(sem_close(semaphore), 0);
    CHECK_INT(sem_close(other), 0);
    CHECK_INT(sem_unlink(name), 0);

    memset(longer, 'x', sizeof longer - 1);
    longer[0] = '/';
    longer[sizeof longer - 1] = 0;
    CHECK_ERRNO(sem_open(longer, 0), SEM_FAILED, ENAMETOOLONG);
    CHECK_ERRNO(sem_unlink(longer), -1, ENAMETOOLONG);
    return test_done();
}
