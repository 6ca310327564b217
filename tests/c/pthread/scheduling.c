/* Scheduling and clocks of threads. */
#define _XOPEN_SOURCE 700
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <time.h>
#include "test.h"

static void *thread(void *argument) {
    for (volatile long n = 0; n < 3000000; n++)
        ;
    clockid_t clock;
    struct timespec *spent = argument;
    CHECK_INT(pthread_getcpuclockid(pthread_self(), &clock), 0);
    CHECK_INT(clock_gettime(clock, spent), 0);
    return NULL;
}

int main(void) {
    struct sched_param parameters = {0};
    struct timespec spent = {0, 0};
    pthread_t id;
    int policy;

    CHECK_INT(pthread_getschedparam(pthread_self(), &policy, &parameters), 0);
    CHECK_INT(policy, SCHED_OTHER);
    CHECK_INT(parameters.sched_priority, 0);
    CHECK_INT(pthread_setschedparam(pthread_self(), SCHED_OTHER, &parameters), 0);
    CHECK_INT(pthread_setschedparam(pthread_self(), 77, &parameters), EINVAL);
    CHECK_INT(pthread_setschedprio(pthread_self(), 0), 0);
    CHECK_INT(pthread_setschedprio(pthread_self(), 1000), EINVAL);

    REQUIRE(pthread_create(&id, NULL, thread, &spent) == 0);
    pthread_join(id, NULL);
    CHECK(spent.tv_sec > 0 || spent.tv_nsec > 0);

    CHECK_INT(pthread_getconcurrency(), 0);
    CHECK_INT(pthread_setconcurrency(5), 0);
    CHECK_INT(pthread_getconcurrency(), 5);
    CHECK_INT(pthread_setconcurrency(-1), EINVAL);
    return test_done();
}
