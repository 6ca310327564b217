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
    CHECK_INT(sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WRITE), 0);
    CHECK_INT(sync_file_range(fd, 10, 100, SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER), 0);
    CHECK_ERRNO(sync_file_range(fd, -1, 100, 0), -1, EINVAL);
    CHECK_ERRNO(sync_file_range(fd, 0, 100, 8), -1, EINVAL);
    CHECK_ERRNO(sync_file_range(-1, 0, 0, 0), -1, EBADF);
    int ends[2];
    CHECK_INT(pipe(ends), 0);
    CHECK_INT(posix_fadvise(ends[0], 0, 100, POSIX_FADV_NORMAL), ESPIPE);
    CHECK_INT(posix_fallocate(ends[1], 0, 100), ESPIPE);
    CHECK_ERRNO(sync_file_range(ends[1], 0, 100, 0), -1, ESPIPE);
    close(fd);
    unlink(name);
    return test_done();
}
