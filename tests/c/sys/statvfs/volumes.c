#include <errno.h>
#include <fcntl.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    struct statvfs volume, same;
    CHECK_INT(statvfs("/", &volume), 0);
    CHECK(volume.f_bsize > 0 && volume.f_frsize > 0);
    CHECK(volume.f_namemax >= 14);
    CHECK(volume.f_bfree <= volume.f_blocks && volume.f_bavail <= volume.f_bfree);
    int fd = open("/", O_RDONLY);
    CHECK(fd >= 0);
    CHECK_INT(fstatvfs(fd, &same), 0);
    CHECK_INT(same.f_fsid, volume.f_fsid);
    CHECK_INT(same.f_flag, volume.f_flag);
    struct statfs linux_volume;
    CHECK_INT(statfs("/", &linux_volume), 0);
    CHECK_INT(linux_volume.f_blocks, volume.f_blocks);
    CHECK_INT(fstatfs(fd, &linux_volume), 0);
    CHECK_INT(linux_volume.f_namelen, volume.f_namemax);
    close(fd);
    CHECK_ERRNO(statvfs("/does/not/exist", &volume), -1, ENOENT);
    CHECK_ERRNO(fstatvfs(-1, &volume), -1, EBADF);
    return test_done();
}
