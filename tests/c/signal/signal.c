#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include "test.h"

static volatile sig_atomic_t seen, count, code;

static void note(int number) {
    seen = number;
    count++;
}

static void note_info(int number, siginfo_t *info, void *context) {
    (void)context;
    seen = number;
    code = info->si_signo;
}

static void sets(void) {
    sigset_t set;
    CHECK_INT(sigemptyset(&set), 0);
    CHECK_INT(sigismember(&set, SIGINT), 0);
    CHECK_INT(sigaddset(&set, SIGINT), 0);
    CHECK_INT(sigismember(&set, SIGINT), 1);
    CHECK_INT(sigdelset(&set, SIGINT), 0);
    CHECK_INT(sigismember(&set, SIGINT), 0);
    CHECK_INT(sigfillset(&set), 0);
    CHECK_INT(sigismember(&set, SIGTERM), 1);
    CHECK_ERRNO(sigaddset(&set, 0), -1, EINVAL);
    CHECK_ERRNO(sigismember(&set, 1000), -1, EINVAL);
}

static void handlers(void) {
    CHECK(signal(SIGUSR1, note) == SIG_DFL);
    CHECK_INT(raise(SIGUSR1), 0);
    CHECK_INT(seen, SIGUSR1);
    CHECK(signal(SIGUSR1, SIG_IGN) == note);
    count = 0;
    CHECK_INT(raise(SIGUSR1), 0);
    CHECK_INT(count, 0);
    CHECK(signal(SIGUSR1, SIG_DFL) == SIG_IGN);
    errno = 0;
    CHECK(signal(SIGKILL, note) == SIG_ERR);
    CHECK_INT(errno, EINVAL);
    CHECK_ERRNO(raise(9999), -1, EINVAL);

    struct sigaction action, old;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = note_info;
    action.sa_flags = SA_SIGINFO | SA_RESETHAND;
    CHECK_INT(sigaction(SIGUSR2, &action, NULL), 0);
    CHECK_INT(raise(SIGUSR2), 0);
    CHECK_INT(code, SIGUSR2);
    CHECK_INT(sigaction(SIGUSR2, NULL, &old), 0);
    CHECK(old.sa_handler == SIG_DFL);
    CHECK_ERRNO(sigaction(SIGSTOP, &action, NULL), -1, EINVAL);
}

static void blocking(void) {
    sigset_t usr, old, pending;
    sigemptyset(&usr);
    sigaddset(&usr, SIGUSR1);
    signal(SIGUSR1, note);
    count = 0;
    CHECK_INT(sigprocmask(SIG_BLOCK, &usr, &old), 0);
    raise(SIGUSR1);
    CHECK_INT(count, 0);
    CHECK_INT(sigpending(&pending), 0);
    CHECK_INT(sigismember(&pending, SIGUSR1), 1);
    CHECK_INT(sigprocmask(SIG_SETMASK, &old, NULL), 0);
    CHECK_INT(count, 1);
    CHECK_ERRNO(sigprocmask(77, &usr, NULL), -1, EINVAL);
}

int main(void) {
    sets();
    handlers();
    blocking();
    return test_done();
}
