#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    char name[] = "/tmp/space-XXXXXX";
    int fd = mkstemp(name);
    CHECK(fd >= 0);
    struct stat status;
    CHECK_INT(posix_fallocate(fd, 100, 4000), 0);
    CHECK_INT(fstat(fd, &status), 0);
    CHECK_INT(status.st_size, 4100);
    CHECK_INT(posix_fallocate(fd, 0, 10), 0);
    CHECK_INT(fstat(fd, &status), 0);
    CHECK_INT(status.st_size, 4100);
    /* The error comes as the result. */
    errno = 0;
    CHECK_INT(posix_fallocate(fd, 0, 0), EINVAL);
    CHECK_INT(posix_fallocate(fd, -1, 10), EINVAL);
    CHECK_INT(posix_fallocate(-1, 0, 10), EBADF);
    CHECK_INT(errno, 0);
    CHECK_INT(fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, 10000), 0);
    CHECK_INT(fstat(fd, &status), 0);
    CHECK_INT(status.st_size, 4100);
    CHECK_ERRNO(fallocate(fd, 0, 0, 0), -1, EINVAL);
    CHECK_INT(posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL), 0);
    CHECK_INT(posix_fadvise(fd, 0, 100, POSIX_FADV_DONTNEED), 0);
    CHECK_INT(posix_fadvise(fd, 0, 100, 77), EINVAL);
    CHECK_INT(posix_fadvise(-1, 0, 100, POSIX_FADV_NORMAL), EBADF);
    int ends[2];
    CHECK_INT(pipe(ends), 0);
    CHECK_INT(posix_fadvise(ends[0], 0, 100, POSIX_FADV_NORMAL), ESPIPE);
    CHECK_INT(posix_fallocate(ends[1], 0, 100), ESPIPE);
    close(fd);
    unlink(name);
    return test_done();
}
