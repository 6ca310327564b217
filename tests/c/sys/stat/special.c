#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "test.h"

#ifndef RENAME_NOREPLACE
#define RENAME_NOREPLACE 1
#define RENAME_EXCHANGE 2
#endif

static mode_t mode(const char *name) {
    struct stat status;
    return lstat(name, &status) == 0 ? status.st_mode : 0;
}

int main(void) {
    char folder[] = "/tmp/special-XXXXXX";
    CHECK(mkdtemp(folder) != NULL);
    CHECK_INT(chdir(folder), 0);
    umask(022);
    CHECK_INT(mkfifo("fifo", 0666), 0);
    CHECK_INT(mode("fifo"), S_IFIFO | 0644);
    CHECK_ERRNO(mkfifo("fifo", 0666), -1, EEXIST);
    CHECK_INT(mkfifoat(AT_FDCWD, "two", 0600), 0);
    CHECK_INT(mode("two"), S_IFIFO | 0600);
    CHECK_INT(mknod("three", S_IFREG | 0640, 0), 0);
    CHECK_INT(mode("three"), S_IFREG | 0640);
    CHECK_INT(mknodat(AT_FDCWD, "four", S_IFIFO | 0600, 0), 0);
    CHECK_INT(mode("four"), S_IFIFO | 0600);
    CHECK_ERRNO(mknodat(AT_FDCWD, "none/four", S_IFIFO | 0600, 0), -1, ENOENT);

    /* Modes of links do not exist; those of other files can be changed without following. */
    CHECK_INT(lchmod("three", 0400), 0);
    CHECK_INT(mode("three"), S_IFREG | 0400);
    CHECK_INT(fchmodat(AT_FDCWD, "three", 0444, AT_SYMLINK_NOFOLLOW), 0);
    CHECK_INT(mode("three"), S_IFREG | 0444);
    CHECK_INT(symlink("three", "link"), 0);
    CHECK_ERRNO(lchmod("link", 0400), -1, EOPNOTSUPP);
    CHECK_ERRNO(fchmodat(AT_FDCWD, "link", 0400, AT_SYMLINK_NOFOLLOW), -1, EOPNOTSUPP);
    CHECK_INT(mode("three"), S_IFREG | 0444);
    CHECK_ERRNO(fchmodat(AT_FDCWD, "link", 0400, 0x40000), -1, EINVAL);
    CHECK_ERRNO(lchmod("missing", 0400), -1, ENOENT);

    CHECK_ERRNO(renameat2(AT_FDCWD, "two", AT_FDCWD, "four", RENAME_NOREPLACE), -1, EEXIST);
    CHECK_INT(renameat2(AT_FDCWD, "two", AT_FDCWD, "five", RENAME_NOREPLACE), 0);
    CHECK_INT(renameat2(AT_FDCWD, "three", AT_FDCWD, "five", RENAME_EXCHANGE), 0);
    CHECK_INT(mode("five"), S_IFREG | 0444);
    CHECK_INT(mode("three"), S_IFIFO | 0600);
    static const char *const names[] = {"fifo", "three", "four", "five", "link"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        CHECK_INT(unlink(names[i]), 0);
    CHECK_INT(rmdir(folder), 0);
    return test_done();
}
