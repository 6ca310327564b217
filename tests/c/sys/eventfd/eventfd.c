#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include "test.h"

static short ready(int fd) {
    struct pollfd p = {fd, POLLIN | POLLOUT, 0};
    return poll(&p, 1, 0) >= 0 ? p.revents : -1;
}

int main(void) {
    uint64_t value = 5;
    char small[7];
    int fd = eventfd(3, EFD_NONBLOCK | EFD_CLOEXEC);
    REQUIRE(fd >= 0);
    CHECK_INT(fcntl(fd, F_GETFD), FD_CLOEXEC);
    CHECK_INT(fcntl(fd, F_GETFL), O_RDWR | O_NONBLOCK);
    CHECK_INT(ready(fd), POLLIN | POLLOUT);
    CHECK_INT(write(fd, &value, sizeof value), 8);
    CHECK_INT(read(fd, &value, sizeof value), 8);
    CHECK_INT(value, 8);
    CHECK_INT(ready(fd), POLLOUT);
    CHECK_ERRNO(read(fd, &value, sizeof value), -1, EAGAIN);
    CHECK_ERRNO(read(fd, small, sizeof small), -1, EINVAL);
    CHECK_ERRNO(write(fd, small, sizeof small), -1, EINVAL);
    CHECK_ERRNO(eventfd_write(fd, UINT64_MAX), -1, EINVAL);
    CHECK_INT(eventfd_write(fd, UINT64_MAX - 1), 0);
    CHECK_INT(ready(fd), POLLIN);
    CHECK_ERRNO(eventfd_write(fd, 1), -1, EAGAIN);
    CHECK_INT(eventfd_read(fd, &value), 0);
    CHECK(value == UINT64_MAX - 1);
    CHECK_INT(fcntl(fd, F_SETFL, 0), 0);
    CHECK_INT(fcntl(fd, F_GETFL), O_RDWR);
    close(fd);

    fd = eventfd(2, EFD_SEMAPHORE);
    REQUIRE(fd >= 0);
    CHECK_INT(eventfd_read(fd, &value), 0);
    CHECK_INT(value, 1);
    int twin = dup(fd);
    CHECK_INT(eventfd_write(twin, 1), 0);
    CHECK_INT(eventfd_read(fd, &value), 0);
    CHECK_INT(eventfd_read(twin, &value), 0);
    CHECK_INT(value, 1);
    CHECK_INT(ready(fd), POLLOUT);
    close(twin);
    close(fd);
    CHECK_ERRNO(eventfd(0, 0x100), -1, EINVAL);
    return test_done();
}
