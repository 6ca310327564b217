#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include "test.h"

static volatile sig_atomic_t handled;

static void on_signal(int signal) {
    (void)signal;
    handled++;
}

static long long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

static void pipes(void) {
    int p[2];
    char buffer[8];
    REQUIRE(pipe(p) == 0);
    struct pollfd fds[] = {{p[0], POLLIN, 99}, {p[1], POLLOUT, 99}, {-1, POLLIN, 99}};
    CHECK_INT(poll(fds, 3, -1), 1);
    CHECK(fds[0].revents == 0 && fds[1].revents == POLLOUT && fds[2].revents == 0);
    CHECK_INT(write(p[1], "x", 1), 1);
    fds[0].events |= POLLRDNORM | POLLPRI;
    CHECK_INT(poll(fds, 2, 0), 2);
    CHECK_INT(fds[0].revents, POLLIN | POLLRDNORM);
    CHECK_INT(read(p[0], buffer, 8), 1);
    fds[0].events = POLLIN;

    /* Nobody writes: the time passes. */
    long long start = now();
    CHECK_INT(poll(fds, 1, 30), 0);
    CHECK(now() - start >= 29);
    CHECK_INT(poll(NULL, 0, 10), 0);

    /* The other side goes; that is told whether asked for or not. */
    close(p[1]);
    fds[0].events = 0;
    CHECK_INT(poll(fds, 1, -1), 1);
    CHECK_INT(fds[0].revents, POLLHUP);
    close(p[0]);
    CHECK_INT(poll(fds, 1, -1), 1);
    CHECK_INT(fds[0].revents, POLLNVAL);
    REQUIRE(pipe(p) == 0);
    close(p[0]);
    fds[1] = (struct pollfd){p[1], POLLOUT, 0};
    CHECK_INT(poll(fds + 1, 1, -1), 1);
    CHECK_INT(fds[1].revents, POLLOUT | POLLERR);
    close(p[1]);
}

/* A full pipe is not writable before a good deal was read. */
static void full(void) {
    int p[2];
    static char block[4096];
    REQUIRE(pipe2(p, O_NONBLOCK) == 0);
    while (write(p[1], block, sizeof block) > 0)
        continue;
    struct pollfd fd = {p[1], POLLOUT, 0};
    CHECK_INT(poll(&fd, 1, 0), 0);
    CHECK_INT(read(p[0], block, sizeof block), (int)sizeof block);
    CHECK_INT(poll(&fd, 1, 0), 1);
    close(p[0]);
    close(p[1]);
}

static void files(void) {
    char name[] = "/tmp/poll-XXXXXX";
    int fd = mkstemp(name);
    struct pollfd fds = {fd, POLLIN | POLLOUT | POLLRDNORM | POLLWRNORM, 0};
    CHECK_INT(poll(&fds, 1, -1), 1);
    CHECK_INT(fds.revents, POLLIN | POLLOUT | POLLRDNORM | POLLWRNORM);
    close(fd);
    unlink(name);
}

/* As many as there may be, the last of them ready. */
static void many(void) {
    enum { PIPES = 80 };
    static int p[PIPES][2];
    static struct pollfd fds[PIPES];
    for (int i = 0; i < PIPES; i++) {
        REQUIRE(pipe(p[i]) == 0);
        fds[i] = (struct pollfd){p[i][0], POLLIN, 0};
    }
    CHECK_INT(poll(fds, PIPES, 5), 0);
    CHECK_INT(write(p[PIPES - 1][1], "x", 1), 1);
    CHECK_INT(write(p[61][1], "x", 1), 1);
    CHECK_INT(poll(fds, PIPES, -1), 2);
    CHECK(fds[PIPES - 1].revents == POLLIN && fds[61].revents == POLLIN && fds[0].revents == 0);
    for (int i = 0; i < PIPES; i++) {
        close(p[i][0]);
        close(p[i][1]);
    }
}

static void masks(void) {
    int p[2];
    sigset_t blocked, none;
    struct timespec time = {0, 20000000}, wrong = {0, 1000000000};
    REQUIRE(pipe(p) == 0);
    struct pollfd fd = {p[0], POLLIN, 0};
    CHECK_INT(ppoll(&fd, 1, &time, NULL), 0);
    CHECK_INT(time.tv_nsec, 20000000);
    CHECK_ERRNO(ppoll(&fd, 1, &wrong, NULL), -1, EINVAL);
    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGUSR1, &action, NULL);
    sigemptyset(&none);
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGUSR1);
    sigprocmask(SIG_SETMASK, &blocked, NULL);
    raise(SIGUSR1);
    CHECK_INT(ppoll(&fd, 1, &time, NULL), 0);
    CHECK_INT(handled, 0);
    CHECK_ERRNO(ppoll(&fd, 1, NULL, &none), -1, EINTR);
    CHECK_INT(handled, 1);
    sigset_t after;
    sigprocmask(SIG_SETMASK, &none, &after);
    CHECK_INT(sigismember(&after, SIGUSR1), 1);
    close(p[0]);
    close(p[1]);
}

int main(void) {
    pipes();
    full();
    files();
    many();
    masks();
    return test_done();
}
