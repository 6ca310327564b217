#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <utime.h>
#include "test.h"

int main(void) {
    char name[] = "/tmp/utime-XXXXXX";
    int fd = mkstemp(name);
    CHECK(fd >= 0);
    struct utimbuf times = {1000, 2000};
    struct stat status;
    CHECK_INT(utime(name, &times), 0);
    CHECK_INT(fstat(fd, &status), 0);
    CHECK_INT(status.st_atime, 1000);
    CHECK_INT(status.st_mtime, 2000);
    CHECK_INT(utime(name, NULL), 0);
    CHECK_INT(fstat(fd, &status), 0);
    CHECK(status.st_mtime >= time(NULL) - 60);
    CHECK_ERRNO(utime("/does/not/exist", NULL), -1, ENOENT);
    close(fd);
    unlink(name);
    return test_done();
}
