/* Files and directories with new names, in the working directory. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../test.h"

int main(void) {
    char name[] = "capos-test-XXXXXX", other[] = "capos-test-XXXXXX";
    int fd = mkstemp(name), fd2 = mkostemp(other, O_APPEND | O_CLOEXEC);
    CHECK(fd >= 0 && fd2 >= 0);
    CHECK(strcmp(name, other) != 0);
    CHECK(strstr(name, "XXXXXX") == NULL);
    CHECK_INT(fcntl(fd2, F_GETFD), FD_CLOEXEC);
    CHECK(fcntl(fd2, F_GETFL) & O_APPEND);
    struct stat status;
    CHECK_INT(fstat(fd, &status), 0);
    CHECK_INT(status.st_mode & 0777, 0600);
    CHECK_INT(write(fd, "x", 1), 1);
    close(fd);
    close(fd2);
    CHECK_INT(unlink(name), 0);
    CHECK_INT(unlink(other), 0);

    char suffixed[] = "capos-test-XXXXXX.c";
    fd = mkstemps(suffixed, 2);
    CHECK(fd >= 0);
    CHECK_STR(suffixed + strlen(suffixed) - 2, ".c");
    close(fd);
    CHECK_INT(unlink(suffixed), 0);

    char directory[] = "capos-test-XXXXXX";
    CHECK(mkdtemp(directory) == directory);
    CHECK_INT(stat(directory, &status), 0);
    CHECK(S_ISDIR(status.st_mode));
    CHECK_INT(status.st_mode & 0777, 0700);
    CHECK_INT(rmdir(directory), 0);

    char bad[] = "capos-test-XXXXX";
    CHECK_ERRNO(mkstemp(bad), -1, EINVAL);
    CHECK_STR(bad, "capos-test-XXXXX");
    char small[] = "XXX";
    CHECK_ERRNO(mkstemp(small), -1, EINVAL);
    char nowhere[] = "no-such-directory/XXXXXX";
    CHECK_ERRNO(mkstemp(nowhere), -1, ENOENT);
    char nowhere_else[] = "no-such-directory/XXXXXX";
    CHECK_ERRNO(mkdtemp(nowhere_else), NULL, ENOENT);
    return test_done();
}
