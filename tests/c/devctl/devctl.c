/* posix_devctl, which glibc has not. */
#include <errno.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "test.h"

#ifdef __GLIBC__
#define posix_devctl(fd, command, data, size, info) ((void)(info), ioctl(fd, command, data) == -1 ? errno : 0)
#else
#include <devctl.h>
#endif

int main(void)
{
    int ends[2], count = -1, answer = -1;

    REQUIRE(pipe(ends) == 0);
    REQUIRE(write(ends[1], "twelve bytes", 12) == 12);
    CHECK_INT(posix_devctl(ends[0], FIONREAD, &count, sizeof count, &answer), 0);
    CHECK_INT(count, 12);
#ifndef __GLIBC__
    CHECK_INT(answer, 0);
    CHECK_INT(posix_devctl(ends[0], FIONREAD, &count, sizeof count, NULL), 0);
#endif
    CHECK_INT(posix_devctl(ends[0], TIOCGWINSZ, &(struct winsize){ 0 }, sizeof(struct winsize), &answer), ENOTTY);
    CHECK_INT(posix_devctl(-1, FIONREAD, &count, sizeof count, &answer), EBADF);
    return test_done();
}
