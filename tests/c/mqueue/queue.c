/* Message queues: order, limits, waiting, notification. */
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>
#include "test.h"

static char name[64];
static sem_t notified;
static volatile sig_atomic_t signalled;

static void handler(int signal, siginfo_t *information, void *context) {
    (void)signal;
    (void)context;
    signalled = information->si_value.sival_int;
}

static void called(union sigval value) {
    sem_post(value.sival_ptr);
}

static void *sends(void *argument) {
    mqd_t queue = mq_open(name, O_WRONLY);
    for (int n = 0; n < 100; n++)
        mq_send(queue, (char *)&n, sizeof n, 1);
    mq_close(queue);
    return argument;
}

int main(void) {
    struct mq_attr attributes = {.mq_maxmsg = 4, .mq_msgsize = 32};
    char message[32];
    unsigned priority;
    struct timespec until;
    pthread_t thread;

    snprintf(name, sizeof name, "/test-queue-%d", (int)getpid());
    mq_unlink(name);
    CHECK_ERRNO(mq_open(name, O_RDWR), (mqd_t)-1, ENOENT);
    mqd_t queue = mq_open(name, O_RDWR | O_CREAT | O_EXCL | O_NONBLOCK, 0600, &attributes);
    REQUIRE(queue != (mqd_t)-1);
    CHECK_ERRNO(mq_open(name, O_RDWR | O_CREAT | O_EXCL, 0600, &attributes), (mqd_t)-1, EEXIST);
    CHECK_INT(mq_getattr(queue, &attributes), 0);
    CHECK(attributes.mq_flags & O_NONBLOCK);
    CHECK_INT(attributes.mq_maxmsg, 4);
    CHECK_INT(attributes.mq_msgsize, 32);
    CHECK_INT(attributes.mq_curmsgs, 0);

    CHECK_ERRNO(mq_receive(queue, message, sizeof message, NULL), -1, EAGAIN);
    CHECK_ERRNO(mq_receive(queue, message, 31, NULL), -1, EMSGSIZE);
    CHECK_INT(mq_send(queue, "one", 3, 1), 0);
    CHECK_INT(mq_send(queue, "three", 5, 3), 0);
    CHECK_INT(mq_send(queue, "two", 3, 2), 0);
    CHECK_INT(mq_send(queue, "another", 7, 2), 0);
    CHECK_ERRNO(mq_send(queue, "x", 1, 0), -1, EAGAIN);
    CHECK_ERRNO(mq_send(queue, message, 33, 0), -1, EMSGSIZE);
    CHECK_INT(mq_getattr(queue, &attributes), 0);
    CHECK_INT(attributes.mq_curmsgs, 4);
    CHECK_INT(mq_receive(queue, message, sizeof message, &priority), 5);
    CHECK_INT(priority, 3);
    CHECK_INT(mq_receive(queue, message, sizeof message, &priority), 3);
    CHECK(memcmp(message, "two", 3) == 0);
    CHECK_INT(mq_receive(queue, message, sizeof message, &priority), 7);
    CHECK_INT(mq_receive(queue, message, sizeof message, NULL), 3);
    CHECK(memcmp(message, "one", 3) == 0);

    /* Waiting, until a deadline or for another thread. */
    attributes.mq_flags = 0;
    CHECK_INT(mq_setattr(queue, &attributes, NULL), 0);
    clock_gettime(CLOCK_REALTIME, &until);
    CHECK_ERRNO(mq_timedreceive(queue, message, sizeof message, NULL, &until), -1, ETIMEDOUT);
    REQUIRE(pthread_create(&thread, NULL, sends, NULL) == 0);
    int right = 1;
    for (int n = 0; n < 100; n++) {
        int got = -1;
        right &= mq_receive(queue, message, sizeof message, NULL) == sizeof got;
        memcpy(&got, message, sizeof got);
        right &= got == n;
    }
    CHECK(right);
    pthread_join(thread, NULL);
    for (int n = 0; n < 4; n++)
        mq_send(queue, "x", 1, 0);
    CHECK_ERRNO(mq_timedsend(queue, "x", 1, 0, &until), -1, ETIMEDOUT);
    for (int n = 0; n < 4; n++)
        mq_receive(queue, message, sizeof message, NULL);

    /* A signal, once. */
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    sigaction(SIGUSR1, &action, NULL);
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
    event.sigev_value.sival_int = 77;
    CHECK_INT(mq_notify(queue, &event), 0);
    CHECK_ERRNO(mq_notify(queue, &event), -1, EBUSY);
    CHECK_INT(mq_send(queue, "x", 1, 0), 0);
    for (int n = 0; n < 1000 && !signalled; n++)
        usleep(1000);
    CHECK_INT(signalled, 77);
    signalled = 0;
    mq_receive(queue, message, sizeof message, NULL);
    mq_send(queue, "x", 1, 0);
    mq_receive(queue, message, sizeof message, NULL);
    CHECK_INT(signalled, 0);

    /* A thread; and a request that is withdrawn. */
    sem_init(&notified, 0, 0);
    struct sigevent call = {.sigev_notify = SIGEV_THREAD};
    call.sigev_notify_function = called;
    call.sigev_value.sival_ptr = &notified;
    CHECK_INT(mq_notify(queue, &call), 0);
    CHECK_INT(mq_send(queue, "x", 1, 0), 0);
    CHECK_INT(sem_wait(&notified), 0);
    mq_receive(queue, message, sizeof message, NULL);
    CHECK_INT(mq_notify(queue, &event), 0);
    CHECK_INT(mq_notify(queue, NULL), 0);
    CHECK_INT(mq_send(queue, "x", 1, 0), 0);
    CHECK_INT(signalled, 0);

    /* Access, and the end. */
    mqd_t reader = mq_open(name, O_RDONLY);
    CHECK_ERRNO(mq_send(reader, "x", 1, 0), -1, EBADF);
    CHECK_INT(mq_receive(reader, message, sizeof message, NULL), 1);
    CHECK_INT(mq_close(reader), 0);
    CHECK_ERRNO(mq_close(reader), -1, EBADF);
    CHECK_INT(mq_unlink(name), 0);
    CHECK_ERRNO(mq_unlink(name), -1, ENOENT);
    CHECK_INT(mq_send(queue, "x", 1, 0), 0);
    CHECK_INT(mq_close(queue), 0);
    CHECK_ERRNO(mq_getattr(queue, &attributes), -1, EBADF);
    return test_done();
}
