#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include "test.h"

static int is(int policy, int priority) {
    struct sched_param parameters;
    return sched_getscheduler(0) == policy && sched_getparam(0, &parameters) == 0 &&
           parameters.sched_priority == priority;
}

static void *of_thread(void *wanted) {
    int policy;
    struct sched_param parameters;
    if (pthread_getschedparam(pthread_self(), &policy, &parameters) != 0)
        return "no policy";
    return policy == SCHED_RR && parameters.sched_priority == *(int *)wanted ? NULL : "another policy";
}

int main(void) {
    struct sched_param parameters = { .sched_priority = 7 };
    int before = sched_setscheduler(0, SCHED_FIFO, &parameters);
    if (before == -1) {
        // Not everybody may be urgent.
        CHECK_INT(errno, EPERM);
        return test_done();
    }
    CHECK_INT(before, SCHED_OTHER);
    CHECK(is(SCHED_FIFO, 7));
    parameters.sched_priority = 12;
    CHECK_INT(sched_setparam(0, &parameters), 0);
    CHECK(is(SCHED_FIFO, 12));
    parameters.sched_priority = 0;
    CHECK_ERRNO(sched_setparam(0, &parameters), -1, EINVAL);
    parameters.sched_priority = 100;
    CHECK_ERRNO(sched_setscheduler(0, SCHED_RR, &parameters), -1, EINVAL);

    pid_t child = fork();
    if (child == 0)
        _exit(!is(SCHED_FIFO, 12));
    int ended;
    CHECK(waitpid(child, &ended, 0) == child && ended == 0);

    // Another process's.
    int pipes[2];
    CHECK_INT(pipe(pipes), 0);
    child = fork();
    if (child == 0) {
        char byte;
        close(pipes[1]);
        _exit(read(pipes[0], &byte, 1) != 0 || !is(SCHED_RR, 3));
    }
    parameters.sched_priority = 3;
    // glibc does not answer the policy before.
    CHECK(sched_setscheduler(child, SCHED_RR, &parameters) >= 0);
    CHECK_INT(sched_getscheduler(child), SCHED_RR);
    close(pipes[0]);
    close(pipes[1]);
    CHECK(waitpid(child, &ended, 0) == child && ended == 0);

    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    CHECK_INT(pthread_attr_setinheritsched(&attributes, PTHREAD_EXPLICIT_SCHED), 0);
    CHECK_INT(pthread_attr_setschedpolicy(&attributes, SCHED_RR), 0);
    parameters.sched_priority = 5;
    CHECK_INT(pthread_attr_setschedparam(&attributes, &parameters), 0);
    pthread_t thread;
    int wanted = 5;
    void *wrong = "not started";
    REQUIRE(pthread_create(&thread, &attributes, of_thread, &wanted) == 0);
    CHECK(pthread_join(thread, &wrong) == 0 && wrong == NULL);

    // Whoever is ordinary has a part of the processor, however urgent others are.
    child = fork();
    if (child == 0)
        for (;;)
            ;
    parameters.sched_priority = 0;
    CHECK(sched_setscheduler(0, SCHED_OTHER, &parameters) >= 0);
    usleep(10000);
    CHECK_INT(kill(child, 9), 0);
    CHECK(waitpid(child, &ended, 0) == child);
    CHECK(is(SCHED_OTHER, 0));
    return test_done();
}
