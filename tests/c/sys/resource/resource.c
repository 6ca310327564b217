#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    struct rlimit limit, same;
    struct rusage usage;
    CHECK_INT(getrlimit(RLIMIT_NOFILE, &limit), 0);
    CHECK(limit.rlim_cur > 0 && limit.rlim_cur <= limit.rlim_max);
    CHECK_INT(setrlimit(RLIMIT_NOFILE, &limit), 0);
    for (int resource = 0; resource < 10; resource++)
        CHECK_INT(getrlimit(resource, &same), 0);
    CHECK_ERRNO(getrlimit(99, &same), -1, EINVAL);
    same = (struct rlimit){ 2, 1 };
    CHECK_ERRNO(setrlimit(RLIMIT_CORE, &same), -1, EINVAL);

    /* Descriptors up to a lower limit, and no further. */
    limit.rlim_cur = 10;
    CHECK_INT(setrlimit(RLIMIT_NOFILE, &limit), 0);
    CHECK_INT(sysconf(_SC_OPEN_MAX), 10);
    int fd, highest = -1;
    while ((fd = dup(0)) >= 0 && fd < 20)
        highest = fd;
    CHECK_INT(errno, EMFILE);
    CHECK_INT(highest, 9);
    for (fd = 3; fd < 10; fd++)
        close(fd);
    limit.rlim_cur = limit.rlim_max > 64 ? 64 : limit.rlim_max;
    CHECK_INT(setrlimit(RLIMIT_NOFILE, &limit), 0);

    CHECK_INT(getrusage(RUSAGE_SELF, &usage), 0);
    CHECK(usage.ru_utime.tv_sec >= 0 && usage.ru_maxrss >= 0);
    CHECK_INT(getrusage(RUSAGE_CHILDREN, &usage), 0);
    CHECK_INT(usage.ru_utime.tv_sec, 0);
    CHECK_ERRNO(getrusage(77, &usage), -1, EINVAL);

    errno = 0;
    int now = getpriority(PRIO_PROCESS, 0);
    CHECK_INT(errno, 0);
    CHECK_INT(getpriority(PRIO_PROCESS, (id_t)getpid()), now);
    CHECK_INT(setpriority(PRIO_PROCESS, 0, now), 0);
    CHECK_ERRNO(getpriority(77, 0), -1, EINVAL);
    CHECK_ERRNO(getpriority(PRIO_PROCESS, 999999), -1, ESRCH);
    return test_done();
}
