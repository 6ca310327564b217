/* Sleeping: never shorter than asked. */
#define _GNU_SOURCE
#include <errno.h>
#include <time.h>
#include "test.h"

static long long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

int main(void) {
    struct timespec t = {0, 20000000};
    long long before = now();
    CHECK_INT(nanosleep(&t, NULL), 0);
    CHECK(now() - before >= 20000000);
    before = now();
    CHECK_INT(clock_nanosleep(CLOCK_MONOTONIC, 0, &t, NULL), 0);
    CHECK(now() - before >= 20000000);
    clock_gettime(CLOCK_MONOTONIC, &t);
    CHECK_INT(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL), 0);
    t.tv_nsec = 1000000000;
    CHECK_ERRNO(nanosleep(&t, NULL), -1, EINVAL);
    CHECK_INT(clock_nanosleep(CLOCK_MONOTONIC, 0, &t, NULL), EINVAL);
    t.tv_sec = -1;
    t.tv_nsec = 0;
    CHECK_ERRNO(nanosleep(&t, NULL), -1, EINVAL);
    t.tv_sec = 0;
    CHECK_INT(clock_nanosleep(CLOCK_THREAD_CPUTIME_ID, 0, &t, NULL), EINVAL);
    CHECK(clock_nanosleep(12345, 0, &t, NULL) != 0);
    return test_done();
}
