/* Without a terminal. pty/pty.c asks the same of one. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    char name[32];
    int fd = open("plain", O_RDWR | O_CREAT | O_TRUNC, 0600);
    REQUIRE(fd >= 0);
    CHECK_INT(ttyname_r(fd, name, sizeof name), ENOTTY);
    CHECK_INT(ttyname_r(99, name, sizeof name), EBADF);
    CHECK_ERRNO(ttyname(fd), NULL, ENOTTY);
    CHECK_ERRNO(tcgetpgrp(fd), -1, ENOTTY);
    CHECK_ERRNO(tcsetpgrp(fd, getpgrp()), -1, ENOTTY);
    CHECK_ERRNO(tcgetpgrp(99), -1, EBADF);
    close(fd);
    unlink("plain");
    return test_done();
}
