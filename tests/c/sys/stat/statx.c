/* statx: the status of a file, and which parts of it there are. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>
#include "test.h"

static int same(const struct statx *one, const struct stat *other) {
    return one->stx_mode == other->st_mode && one->stx_ino == other->st_ino && one->stx_nlink == other->st_nlink
           && one->stx_uid == other->st_uid && one->stx_gid == other->st_gid && one->stx_size == (unsigned long)other->st_size
           && one->stx_blocks == (unsigned long)other->st_blocks && one->stx_blksize == (unsigned long)other->st_blksize
           && one->stx_atime.tv_sec == other->st_atim.tv_sec && one->stx_mtime.tv_sec == other->st_mtim.tv_sec
           && one->stx_mtime.tv_nsec == other->st_mtim.tv_nsec && one->stx_ctime.tv_nsec == other->st_ctim.tv_nsec
           && makedev(one->stx_dev_major, one->stx_dev_minor) == other->st_dev
           && makedev(one->stx_rdev_major, one->stx_rdev_minor) == other->st_rdev;
}

int main(void) {
    static char folder[] = "/tmp/statx-XXXXXX";
    struct statx extended;
    struct stat plain;
    REQUIRE(mkdtemp(folder) != NULL && chdir(folder) == 0);
    int fd = open("file", O_RDWR | O_CREAT, 0640);
    REQUIRE(fd >= 0 && write(fd, "twelve bytes", 12) == 12 && symlink("file", "link") == 0);

    memset(&extended, 0xff, sizeof extended);
    CHECK(statx(AT_FDCWD, "file", 0, STATX_BASIC_STATS, &extended) == 0 && stat("file", &plain) == 0);
    CHECK_INT(extended.stx_mask & STATX_BASIC_STATS, STATX_BASIC_STATS);
    CHECK(same(&extended, &plain));
    CHECK_INT(extended.stx_size, 12);
    CHECK(statx(AT_FDCWD, "link", AT_SYMLINK_NOFOLLOW, STATX_ALL, &extended) == 0 && S_ISLNK(extended.stx_mode));
    CHECK(lstat("link", &plain) == 0 && same(&extended, &plain));
    CHECK(statx(AT_FDCWD, "link", AT_NO_AUTOMOUNT | AT_STATX_DONT_SYNC, STATX_TYPE, &extended) == 0);
    CHECK(S_ISREG(extended.stx_mode) && (extended.stx_mask & STATX_TYPE));
    CHECK(statx(fd, "", AT_EMPTY_PATH | AT_STATX_FORCE_SYNC, STATX_SIZE, &extended) == 0 && extended.stx_size == 12);
    CHECK(statx(-1, "/dev/null", 0, STATX_BASIC_STATS, &extended) == 0 && stat("/dev/null", &plain) == 0);
    CHECK(S_ISCHR(extended.stx_mode) && same(&extended, &plain));
    /* The time of birth is told where there is one. */
    CHECK(statx(fd, "", AT_EMPTY_PATH, STATX_BTIME, &extended) == 0);
    CHECK((extended.stx_mask & STATX_BTIME) ? extended.stx_btime.tv_sec > 0 : extended.stx_btime.tv_sec == 0);

    CHECK_ERRNO(statx(AT_FDCWD, "missing", 0, STATX_ALL, &extended), -1, ENOENT);
    CHECK_ERRNO(statx(AT_FDCWD, "", 0, STATX_ALL, &extended), -1, ENOENT);
    CHECK_ERRNO(statx(AT_FDCWD, "file/x", 0, STATX_ALL, &extended), -1, ENOTDIR);
    CHECK_ERRNO(statx(-1, "file", 0, STATX_ALL, &extended), -1, EBADF);
    CHECK_ERRNO(statx(fd, "file", 0, STATX_ALL, &extended), -1, ENOTDIR);
    CHECK_ERRNO(statx(AT_FDCWD, "file", 1 << 30, STATX_ALL, &extended), -1, EINVAL);
    CHECK_ERRNO(statx(AT_FDCWD, "file", AT_STATX_SYNC_TYPE, STATX_ALL, &extended), -1, EINVAL);
    CHECK_ERRNO(statx(AT_FDCWD, "file", 0, 1U << 31, &extended), -1, EINVAL);
    return test_done();
}
