#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>
#include "test.h"

static short ready(int fd, int timeout) {
    struct pollfd p = {fd, POLLIN | POLLOUT, 0};
    return poll(&p, 1, timeout) >= 0 ? p.revents : -1;
}

static uint64_t expirations(int fd) {
    uint64_t count = 0;
    return read(fd, &count, sizeof count) == 8 ? count : 0;
}

static long long milliseconds(struct timespec time) {
    return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

int main(void) {
    struct itimerspec none = {{0, 0}, {0, 0}}, soon = {{0, 0}, {0, 30000000}}, old;
    struct itimerspec often = {{0, 20000000}, {0, 20000000}}, wrong = {{0, 0}, {0, -1}};
    struct timespec start, end;
    int fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
    REQUIRE(fd >= 0);
    CHECK_INT(fcntl(fd, F_GETFD), FD_CLOEXEC);
    CHECK_INT(timerfd_gettime(fd, &old), 0);
    CHECK(old.it_value.tv_sec == 0 && old.it_value.tv_nsec == 0);
    CHECK_INT(ready(fd, 0), 0);

    clock_gettime(CLOCK_MONOTONIC, &start);
    CHECK_INT(timerfd_settime(fd, 0, &soon, &old), 0);
    CHECK_INT(timerfd_gettime(fd, &old), 0);
    CHECK(milliseconds(old.it_value) <= 30 && (old.it_value.tv_nsec > 0 || ready(fd, 0) == POLLIN));
    CHECK_INT(expirations(fd), 1);
    clock_gettime(CLOCK_MONOTONIC, &end);
    CHECK(milliseconds(end) - milliseconds(start) >= 29);

    CHECK_INT(timerfd_settime(fd, 0, &often, NULL), 0);
    CHECK_INT(ready(fd, -1), POLLIN);
    struct timespec pause = {0, 50000000};
    nanosleep(&pause, NULL);
    CHECK(expirations(fd) >= 3);
    CHECK_INT(timerfd_settime(fd, 0, &none, &old), 0);
    CHECK_INT(milliseconds(old.it_interval), 20);
    CHECK_INT(fcntl(fd, F_SETFL, O_NONBLOCK), 0);
    uint64_t count = 0;
    CHECK_ERRNO(read(fd, &count, sizeof count), -1, EAGAIN);
    CHECK_ERRNO(write(fd, &count, sizeof count), -1, EINVAL);
    CHECK_ERRNO(timerfd_settime(fd, 0, &wrong, NULL), -1, EINVAL);
    CHECK_ERRNO(timerfd_settime(fd, 64, &soon, NULL), -1, EINVAL);
    close(fd);

    /* A moment of the wall clock, first to come, then gone by. */
    fd = timerfd_create(CLOCK_REALTIME, 0);
    REQUIRE(fd >= 0);
    struct itimerspec moment = {{0, 0}, {0, 0}};
    clock_gettime(CLOCK_REALTIME, &moment.it_value);
    CHECK_INT(timerfd_settime(fd, TFD_TIMER_ABSTIME, &moment, NULL), 0);
    CHECK_INT(expirations(fd), 1);
    moment.it_value.tv_sec++;
    CHECK_INT(timerfd_settime(fd, TFD_TIMER_ABSTIME, &moment, NULL), 0);
    CHECK_INT(ready(fd, 0), 0);
    CHECK_INT(ready(fd, 2000), POLLIN);
    close(fd);

    CHECK_ERRNO(timerfd_create(99, 0), -1, EINVAL);
    CHECK_ERRNO(timerfd_create(CLOCK_MONOTONIC, 1), -1, EINVAL);
    int p[2];
    REQUIRE(pipe(p) == 0);
    CHECK_ERRNO(timerfd_gettime(p[0], &old), -1, EINVAL);
    CHECK_ERRNO(timerfd_gettime(999, &old), -1, EBADF);
    return test_done();
}
