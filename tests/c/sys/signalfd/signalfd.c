#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    struct signalfd_siginfo information;
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGUSR2);
    sigprocmask(SIG_BLOCK, &set, NULL);
    int fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
    REQUIRE(fd >= 0);
    struct pollfd p = {fd, POLLIN, 0};
    CHECK_INT(sizeof information, 128);
    CHECK_ERRNO(read(fd, &information, sizeof information), -1, EAGAIN);
    CHECK_INT(poll(&p, 1, 0), 0);
    raise(SIGUSR2);
    CHECK_INT(poll(&p, 1, -1), 1);
    CHECK_INT(read(fd, &information, sizeof information), 128);
    CHECK_INT(information.ssi_signo, SIGUSR2);
    CHECK_INT(information.ssi_pid, getpid());
    sigdelset(&set, SIGUSR1);
    CHECK_INT(signalfd(fd, &set, 0), fd);
    raise(SIGUSR1);
    CHECK_ERRNO(read(fd, &information, sizeof information), -1, EAGAIN);
    CHECK_ERRNO(signalfd(-1, &set, 1), -1, EINVAL);
    close(fd);
    return test_done();
}
