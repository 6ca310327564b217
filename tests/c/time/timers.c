/* Timers of the process. */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>
#include "test.h"

static volatile sig_atomic_t value;

static void handler(int number, siginfo_t *info, void *context) {
    (void)number, (void)context;
    value = info->si_code == SI_TIMER ? info->si_value.sival_int : -1;
}

static volatile sig_atomic_t called, argument;

static void call(union sigval value) {
    argument = value.sival_int;
    called++;
}

/* Timers that call a function. */
static void calls(void) {
    struct sigevent event;
    struct itimerspec set = { { 0, 10000000 }, { 0, 10000000 } }, got;
    timer_t timer;
    memset(&event, 0, sizeof event);
    event.sigev_notify = SIGEV_THREAD;
    event.sigev_notify_function = call;
    event.sigev_value.sival_int = 7;
    CHECK_INT(timer_create(CLOCK_MONOTONIC, &event, &timer), 0);
    CHECK_INT(timer_settime(timer, 0, &set, NULL), 0);
    while (called < 3)
        usleep(1000);
    CHECK_INT(argument, 7);
    CHECK_INT(timer_gettime(timer, &got), 0);
    CHECK(got.it_interval.tv_nsec == 10000000 && got.it_value.tv_nsec > 0);
    set = (struct itimerspec){ { 0, 0 }, { 0, 0 } };
    CHECK_INT(timer_settime(timer, 0, &set, NULL), 0);
    usleep(30000);
    int before = called;
    usleep(30000);
    CHECK_INT(called, before);
    CHECK(timer_getoverrun(timer) >= 0);
    CHECK_INT(timer_delete(timer), 0);
}

int main(void) {
    struct sigevent event;
    struct sigaction action;
    struct itimerspec set = { { 0, 0 }, { 0, 10000000 } }, got;
    timer_t timer, second;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = handler;
    action.sa_flags = SA_SIGINFO;
    sigaction(SIGUSR1, &action, NULL);
    memset(&event, 0, sizeof event);
    event.sigev_notify = SIGEV_SIGNAL;
    event.sigev_signo = SIGUSR1;
    event.sigev_value.sival_int = 42;
    CHECK_INT(timer_create(CLOCK_MONOTONIC, &event, &timer), 0);
    CHECK_INT(timer_gettime(timer, &got), 0);
    CHECK(got.it_value.tv_sec == 0 && got.it_value.tv_nsec == 0);
    CHECK_INT(timer_settime(timer, 0, &set, NULL), 0);
    while (!value)
        usleep(1000);
    CHECK_INT(value, 42);
    CHECK_INT(timer_getoverrun(timer), 0);

    /* Absolute, and disarmed again. */
    clock_gettime(CLOCK_MONOTONIC, &set.it_value);
    set.it_value.tv_sec += 100;
    set.it_interval.tv_sec = 7;
    CHECK_INT(timer_settime(timer, TIMER_ABSTIME, &set, NULL), 0);
    CHECK_INT(timer_gettime(timer, &got), 0);
    CHECK(got.it_value.tv_sec >= 98 && got.it_value.tv_sec <= 100 && got.it_interval.tv_sec == 7);
    set = (struct itimerspec){ { 0, 0 }, { 0, 0 } };
    CHECK_INT(timer_settime(timer, 0, &set, &got), 0);
    CHECK_INT(got.it_interval.tv_sec, 7);

    /* Overruns: expirations while the signal was blocked. */
    sigset_t blocked, old;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGUSR1);
    sigprocmask(SIG_BLOCK, &blocked, &old);
    set = (struct itimerspec){ { 0, 5000000 }, { 0, 5000000 } };
    CHECK_INT(timer_settime(timer, 0, &set, NULL), 0);
    usleep(60000);
    siginfo_t info;
    CHECK_INT(sigwaitinfo(&blocked, &info), SIGUSR1);
    CHECK(info.si_code == SI_TIMER && info.si_value.sival_int == 42);
    CHECK(timer_getoverrun(timer) >= 3);
    set = (struct itimerspec){ { 0, 0 }, { 0, 0 } };
    timer_settime(timer, 0, &set, NULL);
    sigprocmask(SIG_SETMASK, &old, NULL);

    /* Without an event the signal is SIGALRM; with SIGEV_NONE there is none. */
    event.sigev_notify = SIGEV_NONE;
    CHECK_INT(timer_create(CLOCK_REALTIME, &event, &second), 0);
    set.it_value.tv_nsec = 1000000;
    CHECK_INT(timer_settime(second, 0, &set, NULL), 0);
    usleep(5000);
    CHECK_INT(timer_gettime(second, &got), 0);
    CHECK_INT(got.it_value.tv_nsec, 0);
    CHECK_INT(timer_delete(second), 0);
    sigaddset(&blocked, SIGALRM);
    sigprocmask(SIG_BLOCK, &blocked, NULL);
    CHECK_INT(timer_create(CLOCK_REALTIME, NULL, &second), 0);
    CHECK_INT(timer_settime(second, 0, &set, NULL), 0);
    CHECK_INT(sigwaitinfo(&blocked, &info), SIGALRM);
    CHECK_INT(timer_delete(second), 0);
    set.it_value.tv_nsec = 1000000000;
    CHECK_ERRNO(timer_settime(timer, 0, &set, NULL), -1, EINVAL);
    CHECK_INT(timer_delete(timer), 0);
    CHECK_ERRNO(timer_create(99, &event, &timer), -1, EINVAL);
    calls();
    return test_done();
}
