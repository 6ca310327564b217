/* Clocks. */
#define _GNU_SOURCE
#include <errno.h>
#include <time.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    struct timespec a, b;
    time_t t, t2;
    clockid_t cpu;
    t = time(&t2);
    CHECK(t == t2 && t > 1700000000);
    CHECK_INT(clock_gettime(CLOCK_REALTIME, &a), 0);
    CHECK(a.tv_sec >= t && a.tv_sec <= t + 5);
    CHECK_INT(clock_gettime(CLOCK_MONOTONIC, &a), 0);
    CHECK_INT(clock_gettime(CLOCK_MONOTONIC, &b), 0);
    CHECK(b.tv_sec > a.tv_sec || (b.tv_sec == a.tv_sec && b.tv_nsec >= a.tv_nsec));
    CHECK(b.tv_nsec >= 0 && b.tv_nsec < 1000000000);
    CHECK_INT(clock_getres(CLOCK_MONOTONIC, &a), 0);
    CHECK(a.tv_sec == 0 && a.tv_nsec > 0);
    CHECK_INT(clock_getres(CLOCK_REALTIME, NULL), 0);
    CHECK_ERRNO(clock_gettime(12345, &a), -1, EINVAL);
    CHECK_ERRNO(clock_getres(12345, &a), -1, EINVAL);
    a.tv_nsec = 1000000000;
    CHECK_ERRNO(clock_settime(CLOCK_REALTIME, &a), -1, EINVAL);
    CHECK(clock() != (clock_t)-1);
    CHECK_INT(clock_getcpuclockid(0, &cpu), 0);
    CHECK_INT(clock_gettime(cpu, &a), 0);
    CHECK_INT(timespec_get(&a, TIME_UTC), TIME_UTC);
    CHECK(a.tv_sec >= t);
    CHECK_INT(timespec_get(&a, 0), 0);
    CHECK_INT(timespec_get(&a, 99), 0);
#ifdef __capos__
    CHECK_INT(timespec_getres(&a, TIME_UTC), TIME_UTC);
    CHECK_INT(timespec_getres(NULL, TIME_MONOTONIC), TIME_MONOTONIC);
    CHECK_INT(timespec_get(&a, TIME_MONOTONIC), TIME_MONOTONIC);
#endif
    return test_done();
}
