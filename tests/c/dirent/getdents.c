#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include "test.h"

int main(void) {
/* glibc 2.36 has no posix_getdents. */
#ifdef DT_FORCE_TYPE
    char folder[] = "/tmp/getdents-XXXXXX";
    CHECK(mkdtemp(folder) != NULL);
    int fd = open(folder, O_RDONLY | O_DIRECTORY);
    CHECK(fd >= 0);
    close(openat(fd, "some", O_CREAT | O_WRONLY, 0600));
    _Alignas(struct posix_dent) char buffer[4096];
    ssize_t length = posix_getdents(fd, buffer, sizeof buffer, DT_FORCE_TYPE);
    CHECK(length > 0);
    int entries = 0, types = 1;
    for (ssize_t at = 0; at < length;) {
        struct posix_dent *entry = (struct posix_dent *)(buffer + at);
        entries++;
        types &= entry->d_type == (entry->d_name[0] == '.' ? DT_DIR : DT_REG);
        at += entry->d_reclen;
    }
    CHECK_INT(entries, 3);
    CHECK(types);
    CHECK_INT(posix_getdents(fd, buffer, sizeof buffer, 0), 0);
    CHECK_ERRNO(posix_getdents(fd, buffer, sizeof buffer, ~DT_FORCE_TYPE), -1, EINVAL);
    CHECK_ERRNO(posix_getdents(-1, buffer, sizeof buffer, 0), -1, EBADF);
    unlinkat(fd, "some", 0);
    close(fd);
    CHECK_INT(rmdir(folder), 0);
#endif
    return test_done();
}
