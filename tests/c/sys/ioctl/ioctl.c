#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    struct winsize size;
    int fd = open("plain", O_RDWR | O_CREAT | O_TRUNC, 0600), count = -1;
    REQUIRE(fd >= 0);
    CHECK_ERRNO(ioctl(fd, TIOCGWINSZ, &size), -1, ENOTTY);
    CHECK_ERRNO(ioctl(99, TIOCGWINSZ, &size), -1, EBADF);
    CHECK_INT(write(fd, "hello", 5), 5);
    lseek(fd, 2, SEEK_SET);
    CHECK_INT(ioctl(fd, FIONREAD, &count), 0);
    CHECK_INT(count, 3);
    CHECK_INT(ioctl(fd, FIOCLEX), 0);
    CHECK_INT(fcntl(fd, F_GETFD), FD_CLOEXEC);
    CHECK_INT(ioctl(fd, FIONCLEX), 0);
    CHECK_INT(fcntl(fd, F_GETFD), 0);
    count = 1;
    CHECK_INT(ioctl(fd, FIONBIO, &count), 0);
    CHECK(fcntl(fd, F_GETFL) & O_NONBLOCK);
    close(fd);
    unlink("plain");
    return test_done();
}
