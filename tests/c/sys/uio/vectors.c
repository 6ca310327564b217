#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/uio.h>
#include <unistd.h>
#include "test.h"

static char one[4], two[8];
static const struct iovec parts[] = {{"abc", 3}, {NULL, 0}, {"defgh", 5}};
static const struct iovec rooms[] = {{one, 3}, {two, 8}};

int main(void) {
    char name[] = "/tmp/vectors-XXXXXX";
    int fd = mkstemp(name);
    CHECK(fd >= 0);
    CHECK_INT(writev(fd, parts, 3), 8);
    CHECK_INT(lseek(fd, 0, SEEK_SET), 0);
    CHECK_INT(readv(fd, rooms, 2), 8);
    CHECK_STR(one, "abc");
    CHECK_STR(two, "defgh");
    CHECK_INT(readv(fd, rooms, 2), 0);
    CHECK_INT(pwritev(fd, parts, 3, 4), 8);
    CHECK_INT(lseek(fd, 0, SEEK_CUR), 8);
    memset(two, 0, sizeof two);
    CHECK_INT(preadv(fd, rooms, 2, 2), 10);
    CHECK_STR(one, "cda");
    CHECK(memcmp(two, "bcdefgh", 7) == 0);
    CHECK_INT(lseek(fd, 0, SEEK_CUR), 8);
    CHECK_INT(pwritev2(fd, parts, 1, -1, 0), 3);
    CHECK_INT(lseek(fd, 0, SEEK_CUR), 11);
    CHECK_INT(preadv2(fd, rooms, 1, 8, 0), 3);
    CHECK_STR(one, "abc");
    CHECK_INT(readv(fd, rooms, 0), 0);

    CHECK_ERRNO(readv(fd, rooms, -1), -1, EINVAL);
    CHECK_ERRNO(writev(fd, parts, 5000), -1, EINVAL);
    CHECK_ERRNO(preadv(fd, rooms, 2, -1), -1, EINVAL);
    CHECK_ERRNO(writev(-1, parts, 1), -1, EBADF);
    const struct iovec huge[] = {{one, SSIZE_MAX}, {two, 1}};
    /* More than a result can say; Linux looks at the addresses first. */
    CHECK_INT(readv(fd, huge, 2), -1);
    CHECK(errno == EINVAL || errno == EFAULT);
    close(fd);
    unlink(name);
    return test_done();
}
