/* A time on a clock, so many milliseconds from now. */
#ifndef DEADLINE_H
#define DEADLINE_H

#include <time.h>

static struct timespec in(clockid_t clock, long milliseconds) {
    struct timespec time;
    clock_gettime(clock, &time);
    time.tv_nsec += milliseconds * 1000000;
    time.tv_sec += time.tv_nsec / 1000000000;
    time.tv_nsec %= 1000000000;
    return time;
}

#endif
