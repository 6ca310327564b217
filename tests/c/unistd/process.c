#include <unistd.h>
#include "test.h"

int main(void) {
    CHECK(getpid() > 0);
    CHECK_INT(getpid(), getpid());
    CHECK(getppid() >= 0);
    CHECK(getuid() == geteuid());
    CHECK(getgid() == getegid());
    int failed = test_done();
    /* _exit does not flush. */
    fflush(stdout);
    _exit(failed);
}
