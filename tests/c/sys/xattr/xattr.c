#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/xattr.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    char name[] = "/tmp/xattr-XXXXXX", value[16] = "", names[64];
    int fd = mkstemp(name);
    CHECK(fd >= 0);
    CHECK_ERRNO(getxattr("/does/not/exist", "user.x", value, sizeof value), -1, ENOENT);
    CHECK_ERRNO(fgetxattr(-1, "user.x", value, sizeof value), -1, EBADF);
    CHECK_ERRNO(flistxattr(-1, names, sizeof names), -1, EBADF);
    CHECK_ERRNO(fremovexattr(-1, "user.x"), -1, EBADF);
    CHECK(listxattr(name, NULL, 0) >= 0);
    if (setxattr(name, "user.x", "value", 5, XATTR_CREATE) == 0) {
        CHECK_INT(getxattr(name, "user.x", NULL, 0), 5);
        CHECK_INT(lgetxattr(name, "user.x", value, sizeof value), 5);
        CHECK_STR(value, "value");
        CHECK_INT(fgetxattr(fd, "user.x", value, sizeof value), 5);
        CHECK_ERRNO(fsetxattr(fd, "user.x", "v", 1, XATTR_CREATE), -1, EEXIST);
        CHECK_ERRNO(getxattr(name, "user.x", value, 2), -1, ERANGE);
        CHECK_INT(lsetxattr(name, "user.x", "v", 1, XATTR_REPLACE), 0);
        CHECK(listxattr(name, names, sizeof names) >= 7);
        CHECK(llistxattr(name, names, sizeof names) >= 7);
        CHECK(flistxattr(fd, names, sizeof names) >= 7);
        CHECK_INT(removexattr(name, "user.x"), 0);
        CHECK_ERRNO(lremovexattr(name, "user.x"), -1, ENODATA);
    } else {
        /* Not every file system has attributes of users. */
        CHECK_INT(errno, ENOTSUP);
    }
    close(fd);
    unlink(name);
    return test_done();
}
