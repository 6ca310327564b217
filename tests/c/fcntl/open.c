#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    char name[] = "/tmp/capos-open-XXXXXX";
    int fd = mkstemp(name);
    CHECK(fd >= 0);
    CHECK_INT(write(fd, "hello", 5), 5);
    CHECK_INT(fcntl(fd, F_GETFL) & O_ACCMODE, O_RDWR);
    CHECK_INT(fcntl(fd, F_SETFD, FD_CLOEXEC), 0);
    CHECK_INT(fcntl(fd, F_GETFD), FD_CLOEXEC);
    CHECK_INT(close(fd), 0);

    CHECK_ERRNO(open(name, O_CREAT | O_EXCL | O_RDWR, 0600), -1, EEXIST);
    fd = open(name, O_RDONLY);
    CHECK(fd >= 0);
    CHECK_ERRNO(write(fd, "x", 1), -1, EBADF);
    close(fd);

    fd = open(name, O_WRONLY | O_APPEND);
    CHECK_INT(write(fd, "!", 1), 1);
    CHECK_INT(lseek(fd, 0, SEEK_CUR), 6);
    close(fd);

    fd = open(name, O_WRONLY | O_TRUNC);
    CHECK_INT(lseek(fd, 0, SEEK_END), 0);
    close(fd);
    unlink(name);
    CHECK_ERRNO(open(name, O_RDONLY), -1, ENOENT);
    CHECK_ERRNO(open("/tmp/", O_WRONLY), -1, EISDIR);
    return test_done();
}
