#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    struct sched_param parameters = { 0 };
    struct timespec interval;
    CHECK_INT(sched_yield(), 0);
    CHECK_INT(sched_getscheduler(0), SCHED_OTHER);
    CHECK_INT(sched_getscheduler(getpid()), SCHED_OTHER);
    CHECK_INT(sched_getparam(0, &parameters), 0);
    CHECK_INT(parameters.sched_priority, 0);
    CHECK_INT(sched_setparam(0, &parameters), 0);
    CHECK(sched_setscheduler(0, SCHED_OTHER, &parameters) >= 0);
    CHECK(sched_get_priority_max(SCHED_FIFO) - sched_get_priority_min(SCHED_FIFO) >= 31);
    CHECK(sched_get_priority_max(SCHED_RR) - sched_get_priority_min(SCHED_RR) >= 31);
    CHECK_INT(sched_get_priority_min(SCHED_OTHER), 0);
    CHECK_ERRNO(sched_get_priority_max(77), -1, EINVAL);
    parameters.sched_priority = 5;
    CHECK_ERRNO(sched_setscheduler(0, SCHED_OTHER, &parameters), -1, EINVAL);
    CHECK_ERRNO(sched_getscheduler(-1), -1, EINVAL);
    CHECK_INT(sched_rr_get_interval(0, &interval), 0);
    CHECK(interval.tv_sec >= 0 && interval.tv_nsec >= 0);
    return test_done();
}
