#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include "test.h"

static void files(void) {
    char name[] = "/tmp/capos-io-XXXXXX", buffer[16];
    int fd = mkstemp(name);
    CHECK_INT(write(fd, "0123456789", 10), 10);
    CHECK_INT(lseek(fd, 2, SEEK_SET), 2);
    CHECK_INT(read(fd, buffer, 3), 3);
    CHECK(memcmp(buffer, "234", 3) == 0);
    CHECK_INT(pread(fd, buffer, 16, 7), 3);
    CHECK(memcmp(buffer, "789", 3) == 0);
    CHECK_INT(pwrite(fd, "x", 1, 0), 1);
    CHECK_INT(lseek(fd, 0, SEEK_CUR), 5);
    CHECK_INT(lseek(fd, -1, SEEK_END), 9);
    CHECK_ERRNO(lseek(fd, -1, SEEK_SET), -1, EINVAL);
    CHECK_INT(ftruncate(fd, 4), 0);
    CHECK_INT(lseek(fd, 0, SEEK_END), 4);
    CHECK_INT(read(fd, buffer, 4), 0);
    CHECK_INT(fsync(fd), 0);

    /* Duplicates share the offset. */
    int twin = dup(fd);
    CHECK(twin >= 0);
    lseek(fd, 1, SEEK_SET);
    CHECK_INT(lseek(twin, 0, SEEK_CUR), 1);
    CHECK_INT(dup2(fd, 40), 40);
    CHECK_INT(lseek(40, 0, SEEK_CUR), 1);
    CHECK_INT(dup2(fd, fd), fd);
    CHECK_ERRNO(dup3(fd, fd, 0), -1, EINVAL);
    CHECK_ERRNO(dup2(-1, 3), -1, EBADF);
    close(40);
    close(twin);
    CHECK_ERRNO(isatty(fd), 0, ENOTTY);
    close(fd);
    CHECK_ERRNO(read(fd, buffer, 1), -1, EBADF);
    CHECK_INT(truncate(name, 2), 0);
    unlink(name);
}

static void pipes(void) {
    int ends[2];
    char buffer[8];
    CHECK_INT(pipe(ends), 0);
    CHECK_INT(write(ends[1], "pipe", 4), 4);
    CHECK_INT(read(ends[0], buffer, 8), 4);
    CHECK_ERRNO(lseek(ends[0], 0, SEEK_CUR), -1, ESPIPE);
    close(ends[1]);
    CHECK_INT(read(ends[0], buffer, 8), 0);
    close(ends[0]);
    CHECK_INT(pipe2(ends, O_CLOEXEC), 0);
    CHECK_INT(fcntl(ends[0], F_GETFD), FD_CLOEXEC);
    close(ends[0]);
    close(ends[1]);
}

int main(void) {
    files();
    pipes();
    return test_done();
}
