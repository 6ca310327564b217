#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    char name[] = "/tmp/flock-XXXXXX";
    int one = mkstemp(name);
    int two = open(name, O_RDONLY);
    CHECK(one >= 0 && two >= 0);
    CHECK_INT(flock(one, LOCK_SH), 0);
    CHECK_INT(flock(two, LOCK_SH | LOCK_NB), 0);
    CHECK_ERRNO(flock(two, LOCK_EX | LOCK_NB), -1, EWOULDBLOCK);
    CHECK_INT(flock(one, LOCK_UN), 0);
    CHECK_INT(flock(two, LOCK_EX | LOCK_NB), 0);
    CHECK_ERRNO(flock(one, LOCK_SH | LOCK_NB), -1, EWOULDBLOCK);
    CHECK_ERRNO(flock(-1, LOCK_SH), -1, EBADF);
    CHECK_ERRNO(flock(one, 64), -1, EINVAL);
    close(one);
    close(two);
    unlink(name);
    return test_done();
}
