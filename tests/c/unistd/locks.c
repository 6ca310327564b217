#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    char name[] = "/tmp/lockf-XXXXXX";
    int fd = mkstemp(name);
    CHECK(fd >= 0);
    CHECK_INT(lockf(fd, F_TEST, 0), 0);
    CHECK_INT(lockf(fd, F_LOCK, 10), 0);
    CHECK_INT(lockf(fd, F_TEST, 0), 0);
    CHECK_INT(lockf(fd, F_TLOCK, 20), 0);
    CHECK_INT(lockf(fd, F_ULOCK, 0), 0);
    CHECK_ERRNO(lockf(fd, 77, 0), -1, EINVAL);
    CHECK_ERRNO(lockf(-1, F_LOCK, 0), -1, EBADF);
    int reader = open(name, O_RDONLY);
    CHECK_ERRNO(lockf(reader, F_LOCK, 0), -1, EBADF);
    close(reader);
    close(fd);
    unlink(name);
    return test_done();
}
