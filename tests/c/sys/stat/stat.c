#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    struct stat status;
    char name[] = "/tmp/capos-stat-XXXXXX";
    CHECK(mkdtemp(name) != NULL);
    CHECK_INT(stat(name, &status), 0);
    CHECK(S_ISDIR(status.st_mode));
    CHECK_INT(status.st_mode & 0777, 0700);
    CHECK_INT(chdir(name), 0);

    mode_t old = umask(022);
    CHECK_INT(umask(old), 022);
    int fd = open("file", O_CREAT | O_RDWR, 0640);
    CHECK(fd >= 0);
    CHECK_INT(write(fd, "12345", 5), 5);
    CHECK_INT(fstat(fd, &status), 0);
    CHECK(S_ISREG(status.st_mode));
    CHECK_INT(status.st_size, 5);
    CHECK_INT(status.st_nlink, 1);
    CHECK_INT(fchmod(fd, 0600), 0);
    CHECK_INT(fstatat(AT_FDCWD, "file", &status, 0), 0);
    CHECK_INT(status.st_mode & 0777, 0600);
    struct timespec times[2] = {{100, 5}, {200, 7}};
    CHECK_INT(futimens(fd, times), 0);
    CHECK_INT(fstat(fd, &status), 0);
    CHECK_INT(status.st_mtim.tv_sec, 200);
    CHECK_INT(status.st_atim.tv_nsec, 5);
    close(fd);

    CHECK_INT(symlink("file", "link"), 0);
    CHECK_INT(lstat("link", &status), 0);
    CHECK(S_ISLNK(status.st_mode));
    CHECK_INT(stat("link", &status), 0);
    CHECK(S_ISREG(status.st_mode));
    CHECK_INT(mkdir("folder", 0755), 0);
    CHECK_ERRNO(mkdir("folder", 0755), -1, EEXIST);
    CHECK_ERRNO(stat("absent", &status), -1, ENOENT);
    CHECK_ERRNO(stat("file/x", &status), -1, ENOTDIR);
    CHECK_ERRNO(fstat(-1, &status), -1, EBADF);
    CHECK_INT(rmdir("folder"), 0);
    unlink("link");
    unlink("file");
    CHECK_INT(chdir("/"), 0);
    CHECK_INT(rmdir(name), 0);
    return test_done();
}
