/* Queued signals: order, values, waiting, handlers that are told. */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "test.h"

static int values[8], signals[8], count;

static void handler(int number, siginfo_t *info, void *context) {
    (void)context;
    signals[count] = number;
    values[count++] = info->si_value.sival_int;
}

static volatile sig_atomic_t caught;

static void catch(int number) {
    caught = number;
}

int main(void) {
    struct sigaction action;
    union sigval value;
    sigset_t set, old;
    siginfo_t info;
    struct timespec soon = { 0, 20000000 };

    memset(&action, 0, sizeof action);
    action.sa_sigaction = handler;
    action.sa_flags = SA_SIGINFO;
    sigfillset(&action.sa_mask);
    CHECK_INT(sigaction(SIGRTMIN, &action, NULL), 0);
    CHECK_INT(sigaction(SIGRTMIN + 1, &action, NULL), 0);
    sigemptyset(&set);
    sigaddset(&set, SIGRTMIN);
    sigaddset(&set, SIGRTMIN + 1);
    sigprocmask(SIG_BLOCK, &set, &old);
    value.sival_int = 1;
    CHECK_INT(sigqueue(getpid(), SIGRTMIN + 1, value), 0);
    for (int i = 2; i < 5; i++) {
        value.sival_int = i;
        CHECK_INT(sigqueue(getpid(), SIGRTMIN, value), 0);
    }
    sigprocmask(SIG_SETMASK, &old, NULL);
    /* The lowest first, each as often as it was sent, in order. */
    CHECK_INT(count, 4);
    CHECK(signals[0] == SIGRTMIN && signals[3] == SIGRTMIN + 1);
    CHECK(values[0] == 2 && values[1] == 3 && values[2] == 4 && values[3] == 1);

    /* Waiting takes them without a handler. */
    sigprocmask(SIG_BLOCK, &set, NULL);
    value.sival_int = 77;
    CHECK_INT(sigqueue(getpid(), SIGRTMIN, value), 0);
    CHECK_INT(sigwaitinfo(&set, &info), SIGRTMIN);
    CHECK(info.si_signo == SIGRTMIN && info.si_code == SI_QUEUE && info.si_value.sival_int == 77);
    CHECK(info.si_pid == getpid() && info.si_uid == getuid());
    CHECK_ERRNO(sigtimedwait(&set, &info, &soon), -1, EAGAIN);
    CHECK_ERRNO(sigtimedwait(&set, &info, &(struct timespec){ 0, 0 }), -1, EAGAIN);
    CHECK_INT(kill(getpid(), SIGRTMIN + 1), 0);
    CHECK_INT(sigtimedwait(&set, &info, &soon), SIGRTMIN + 1);
    CHECK_INT(info.si_code, SI_USER);

    /* An ordinary signal is pending once. */
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, NULL);
    kill(getpid(), SIGUSR1);
    kill(getpid(), SIGUSR1);
    CHECK_INT(sigtimedwait(&set, NULL, &soon), SIGUSR1);
    CHECK_ERRNO(sigtimedwait(&set, NULL, &soon), -1, EAGAIN);

    /* Another process's signal while waiting; another signal interrupts. */
    pid_t parent = getpid(), pid;
    fflush(stdout);
    if ((pid = fork()) == 0) {
        usleep(20000);
        value.sival_int = 5;
        _exit(sigqueue(parent, SIGRTMIN, value) != 0);
    }
    CHECK_INT(sigwaitinfo(&set, &info), SIGRTMIN);
    CHECK(info.si_pid == pid && info.si_value.sival_int == 5);
    CHECK_INT(waitpid(pid, NULL, 0), pid);
    signal(SIGUSR2, catch);
    if ((pid = fork()) == 0) {
        usleep(20000);
        _exit(kill(parent, SIGUSR2) != 0);
    }
    CHECK_ERRNO(sigwaitinfo(&set, &info), -1, EINTR);
    CHECK_INT(caught, SIGUSR2);
    CHECK_INT(waitpid(pid, NULL, 0), pid);

    /* sigsuspend: the mask is there only meanwhile. */
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    sigprocmask(SIG_BLOCK, &set, NULL);
    caught = 0;
    kill(getpid(), SIGUSR2);
    CHECK_INT(caught, 0);
    sigemptyset(&set);
    CHECK_ERRNO(sigsuspend(&set), -1, EINTR);
    CHECK_INT(caught, SIGUSR2);
    sigprocmask(SIG_BLOCK, NULL, &set);
    CHECK_INT(sigismember(&set, SIGUSR2), 1);
    CHECK_ERRNO(sigqueue(getpid(), 99, value), -1, EINVAL);
    CHECK_INT(sigqueue(getpid(), 0, value), 0);
    return test_done();
}
