#define _GNU_SOURCE
#define _POSIX_C_SOURCE 202405L
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include "test.h"

#ifndef CLOSE_RANGE_CLOEXEC
#define CLOSE_RANGE_CLOEXEC 4
#endif

static void copies(void) {
    char one[] = "/tmp/copy-XXXXXX", two[] = "/tmp/copy-XXXXXX";
    int from = mkstemp(one), to = mkstemp(two);
    CHECK(from >= 0 && to >= 0);
    CHECK_INT(write(from, "0123456789", 10), 10);
    off_t start = 2, end = 1;
    CHECK_INT(copy_file_range(from, &start, to, &end, 5, 0), 5);
    CHECK_INT(start, 7);
    CHECK_INT(end, 6);
    char text[16] = "";
    CHECK_INT(pread(to, text, sizeof text, 0), 6);
    CHECK(memcmp(text, "\00023456", 6) == 0);
    lseek(from, 8, SEEK_SET);
    CHECK_INT(copy_file_range(from, NULL, to, NULL, 100, 0), 2);
    CHECK_INT(lseek(from, 0, SEEK_CUR), 10);
    CHECK_INT(lseek(to, 0, SEEK_CUR), 2);
    CHECK_ERRNO(copy_file_range(from, NULL, -1, NULL, 100, 0), -1, EBADF);
    CHECK_INT(syncfs(to), 0);
    close(from);
    close(to);
    unlink(one);
    unlink(two);
}

int main(void) {
    int first = dup(1);
    CHECK(first > 2);
    CHECK_INT(dup2(1, first + 3), first + 3);
    CHECK_INT(dup2(1, first + 5), first + 5);
    CHECK_INT(close_range((unsigned)first, (unsigned)first + 3, CLOSE_RANGE_CLOEXEC), 0);
    CHECK_INT(fcntl(first, F_GETFD), FD_CLOEXEC);
    CHECK_INT(fcntl(first + 5, F_GETFD), 0);
    CHECK_INT(close_range((unsigned)first, (unsigned)first + 3, 0), 0);
    CHECK_ERRNO(fcntl(first + 3, F_GETFD), -1, EBADF);
    CHECK_INT(fcntl(first + 5, F_GETFD), 0);
    CHECK_ERRNO(close_range(5, 4, 0), -1, EINVAL);
    CHECK_ERRNO(close_range(5, 6, 1 << 20), -1, EINVAL);
    closefrom(3);
    CHECK_ERRNO(fcntl(first + 5, F_GETFD), -1, EBADF);
    CHECK_INT(fcntl(2, F_GETFD), 0);
    sync();
#ifdef POSIX_CLOSE_RESTART
    first = dup(1);
    CHECK_INT(posix_close(first, POSIX_CLOSE_RESTART), 0);
    CHECK_ERRNO(posix_close(first, 0), -1, EBADF);
#endif
    CHECK_ERRNO(syncfs(-1), -1, EBADF);
    copies();
    return test_done();
}
