#include <errno.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>
#include "test.h"

static volatile sig_atomic_t rang;

static void ring(int number) {
    rang = number;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(void) {
    double start = now();
    CHECK_INT(usleep(20000), 0);
    CHECK(now() - start >= 0.02);
    CHECK_INT(sleep(0), 0);
    signal(SIGALRM, ring);
    CHECK_INT(alarm(1), 0);
    CHECK_INT(alarm(1), 1);
    CHECK_ERRNO(pause(), -1, EINTR);
    CHECK_INT(rang, SIGALRM);
    alarm(1);
    CHECK(sleep(10) >= 8);
    return test_done();
}
