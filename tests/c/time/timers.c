/* Timers of the process: on this system they say that there are none. */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <time.h>
#include "test.h"

int main(void) {
#ifdef __capos__
    timer_t timer = (timer_t)0;
    struct itimerspec setting = {{0, 0}, {0, 0}};
    CHECK_ERRNO(timer_create(CLOCK_MONOTONIC, NULL, &timer), -1, ENOSYS);
    CHECK_ERRNO(timer_settime(timer, 0, &setting, NULL), -1, ENOSYS);
    CHECK_ERRNO(timer_gettime(timer, &setting), -1, ENOSYS);
    CHECK_ERRNO(timer_getoverrun(timer), -1, ENOSYS);
    CHECK_ERRNO(timer_delete(timer), -1, ENOSYS);
#else
    CHECK(sizeof(struct itimerspec) == 2 * sizeof(struct timespec));
#endif
    return test_done();
}
