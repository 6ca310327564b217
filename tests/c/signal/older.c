#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <unistd.h>
#include "test.h"

static volatile sig_atomic_t caught;

static void handler(int number) {
    caught = number;
}

int main(void) {
    sigset_t set, left, right;
    CHECK(sigset(SIGUSR1, handler) == SIG_DFL);
    CHECK(sigset(SIGUSR1, SIG_HOLD) == handler);
    raise(SIGUSR1);
    CHECK_INT(caught, 0);
    CHECK(sigset(SIGUSR1, handler) == SIG_HOLD);
    CHECK_INT(caught, SIGUSR1);
    caught = 0;
    CHECK_INT(sighold(SIGUSR1), 0);
    raise(SIGUSR1);
    CHECK_INT(caught, 0);
    CHECK_ERRNO(sigpause(SIGUSR1), -1, EINTR);
    CHECK_INT(caught, SIGUSR1);
    sigprocmask(SIG_BLOCK, NULL, &set);
    CHECK_INT(sigismember(&set, SIGUSR1), 1);
    CHECK_INT(sigrelse(SIGUSR1), 0);
    caught = 0;
    CHECK_INT(sigignore(SIGUSR1), 0);
    raise(SIGUSR1);
    CHECK_INT(caught, 0);
    CHECK_ERRNO(sigset(SIGKILL, handler), SIG_ERR, EINVAL);
    CHECK_ERRNO(sighold(99), -1, EINVAL);

    sigemptyset(&left);
    CHECK_INT(sigisemptyset(&left), 1);
    sigaddset(&left, SIGINT);
    sigaddset(&left, SIGHUP);
    CHECK_INT(sigisemptyset(&left), 0);
    sigemptyset(&right);
    sigaddset(&right, SIGINT);
    CHECK_INT(sigandset(&set, &left, &right), 0);
    CHECK(sigismember(&set, SIGINT) == 1 && sigismember(&set, SIGHUP) == 0);
    sigaddset(&right, SIGTERM);
    CHECK_INT(sigorset(&set, &left, &right), 0);
    CHECK(sigismember(&set, SIGTERM) == 1 && sigismember(&set, SIGHUP) == 1);
    return test_done();
}
