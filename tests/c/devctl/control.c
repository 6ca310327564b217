/* glibc 2.36 has no <devctl.h>. */
#if __has_include(<devctl.h>)
#include <devctl.h>
#endif
#include <errno.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "test.h"

int main(void) {
#if __has_include(<devctl.h>)
    int ends[2], value = -1, information = -1;
    REQUIRE(pipe(ends) == 0);
    CHECK_INT(write(ends[1], "abcde", 5), 5);
    errno = 0;
    CHECK_INT(posix_devctl(ends[0], FIONREAD, &value, sizeof value, &information), 0);
    CHECK_INT(value, 5);
    CHECK_INT(information, 0);
    CHECK_INT(posix_devctl(ends[0], FIONREAD, &value, sizeof value, NULL), 0);

    /* Errors are answered, not stored. */
    CHECK_INT(posix_devctl(-1, FIONREAD, &value, sizeof value, &information), EBADF);
    CHECK_INT(posix_devctl(ends[0], TIOCGWINSZ, &value, sizeof value, NULL), ENOTTY);
    /* A command that says how much it reads is not given less. */
    CHECK_INT(posix_devctl(ends[0], (int)_IOR('x', 1, long), &value, sizeof value, NULL), EINVAL);
    CHECK_INT(errno, 0);
#endif
    return test_done();
}
