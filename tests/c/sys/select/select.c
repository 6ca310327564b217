#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/select.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
#include "test.h"

static volatile sig_atomic_t handled;

static void on_signal(int signal) {
    (void)signal;
    handled++;
}

static void pipes(void) {
    int p[2];
    fd_set readable, writable, exceptional;
    struct timeval no_time = {0, 0};
    REQUIRE(pipe(p) == 0);
    int end = (p[0] > p[1] ? p[0] : p[1]) + 1;
    FD_ZERO(&readable);
    FD_ZERO(&writable);
    FD_ZERO(&exceptional);
    FD_SET(p[0], &readable);
    FD_SET(p[1], &writable);
    FD_SET(p[0], &exceptional);
    CHECK_INT(select(end, &readable, &writable, &exceptional, NULL), 1);
    CHECK(!FD_ISSET(p[0], &readable) && FD_ISSET(p[1], &writable) && !FD_ISSET(p[0], &exceptional));
    CHECK_INT(write(p[1], "x", 1), 1);
    FD_SET(p[0], &readable);
    CHECK_INT(select(end, &readable, &writable, NULL, &no_time), 2);
    CHECK(FD_ISSET(p[0], &readable) && FD_ISSET(p[1], &writable));

    /* Descriptors from nfds on are not looked at. */
    int low = p[0] < p[1] ? p[0] : p[1];
    FD_ZERO(&readable);
    FD_SET(end - 1, &readable);
    CHECK_INT(select(low + 1, &readable, NULL, NULL, &no_time), 0);

    /* The end of what was written is readable too. */
    char buffer[4];
    CHECK_INT(read(p[0], buffer, 4), 1);
    close(p[1]);
    FD_ZERO(&readable);
    FD_SET(p[0], &readable);
    CHECK_INT(select(end, &readable, NULL, NULL, NULL), 1);
    CHECK(FD_ISSET(p[0], &readable));
    close(p[0]);
    CHECK_ERRNO(select(end, &readable, NULL, NULL, NULL), -1, EBADF);
}

static void times(void) {
    struct timeval time = {0, 30000}, wrong = {0, -1};
    struct timespec before, after, wait = {0, 20000000};
    clock_gettime(CLOCK_MONOTONIC, &before);
    CHECK_INT(select(0, NULL, NULL, NULL, &time), 0);
    CHECK_INT(pselect(0, NULL, NULL, NULL, &wait, NULL), 0);
    clock_gettime(CLOCK_MONOTONIC, &after);
    CHECK((after.tv_sec - before.tv_sec) * 1000 + (after.tv_nsec - before.tv_nsec) / 1000000 >= 49);
    CHECK_INT(wait.tv_nsec, 20000000);
    CHECK_ERRNO(select(0, NULL, NULL, NULL, &wrong), -1, EINVAL);
    CHECK_ERRNO(select(-1, NULL, NULL, NULL, &time), -1, EINVAL);
}

static void masks(void) {
    int p[2];
    fd_set readable;
    sigset_t blocked, none;
    REQUIRE(pipe(p) == 0);
    FD_ZERO(&readable);
    FD_SET(p[0], &readable);
    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGUSR1, &action, NULL);
    sigemptyset(&none);
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGUSR1);
    sigprocmask(SIG_BLOCK, &blocked, NULL);
    raise(SIGUSR1);
    CHECK_INT(handled, 0);
    CHECK_ERRNO(pselect(p[0] + 1, &readable, NULL, NULL, NULL, &none), -1, EINTR);
    CHECK_INT(handled, 1);
    CHECK(FD_ISSET(p[0], &readable));
    close(p[0]);
    close(p[1]);
}

int main(void) {
    fd_set set;
    FD_ZERO(&set);
    FD_SET(0, &set);
    FD_SET(63, &set);
    FD_SET(64, &set);
    FD_SET(FD_SETSIZE - 1, &set);
    FD_CLR(63, &set);
    CHECK(FD_ISSET(0, &set) && !FD_ISSET(63, &set) && FD_ISSET(64, &set) && FD_ISSET(FD_SETSIZE - 1, &set));
    pipes();
    times();
    masks();
    return test_done();
}
