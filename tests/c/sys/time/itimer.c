#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>
#include "test.h"

static volatile sig_atomic_t rings;

static void ring(int number) {
    (void)number;
    rings++;
}

int main(void) {
    struct itimerval value = { { 0, 10000 }, { 0, 10000 } }, old;
    signal(SIGALRM, ring);
    signal(SIGVTALRM, ring);
    CHECK_INT(getitimer(ITIMER_REAL, &old), 0);
    CHECK(old.it_value.tv_sec == 0 && old.it_value.tv_usec == 0);
    CHECK_INT(setitimer(ITIMER_REAL, &value, NULL), 0);
    while (rings < 3)
        pause();
    CHECK_INT(getitimer(ITIMER_REAL, &old), 0);
    CHECK(old.it_interval.tv_usec == 10000 && old.it_value.tv_usec <= 10000);
    value = (struct itimerval){ { 0, 0 }, { 0, 0 } };
    CHECK_INT(setitimer(ITIMER_REAL, &value, &old), 0);
    CHECK_INT(old.it_interval.tv_usec, 10000);
    int before = rings;
    usleep(30000);
    CHECK_INT(rings, before);
    /* alarm() and setitimer() are the same timer. */
    alarm(50);
    CHECK_INT(getitimer(ITIMER_REAL, &old), 0);
    CHECK(old.it_value.tv_sec >= 48 && old.it_value.tv_sec <= 50);
    alarm(0);
    /* A timer of processor time. */
    rings = 0;
    value.it_value.tv_usec = 20000;
    CHECK_INT(setitimer(ITIMER_VIRTUAL, &value, NULL), 0);
    while (!rings)
        ;
    CHECK_INT(rings, 1);
    value.it_value.tv_usec = 1000000;
    CHECK_ERRNO(setitimer(ITIMER_REAL, &value, NULL), -1, EINVAL);
    value.it_value.tv_usec = 1;
    CHECK_ERRNO(setitimer(77, &value, NULL), -1, EINVAL);
    CHECK_ERRNO(getitimer(77, &value), -1, EINVAL);
    return test_done();
}
