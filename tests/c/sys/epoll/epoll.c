#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>
#include "test.h"

static int set;
static int p[2];

static int add(int fd, unsigned events) {
    struct epoll_event event = {.events = events, .data.u64 = 0x1000000000ULL + fd};
    return epoll_ctl(set, EPOLL_CTL_ADD, fd, &event);
}

static int change(int fd, unsigned events) {
    struct epoll_event event = {.events = events, .data.u64 = 0x1000000000ULL + fd};
    return epoll_ctl(set, EPOLL_CTL_MOD, fd, &event);
}

/* The events of the one descriptor that is ready; 0 if there is none. */
static unsigned one(int fd) {
    struct epoll_event events[4];
    int count = epoll_wait(set, events, 4, 0);
    if (count == 0)
        return 0;
    CHECK_INT(count, 1);
    CHECK_INT(events[0].data.u64, 0x1000000000LL + fd);
    return events[0].events;
}

static void levels(void) {
    char buffer[8];
    CHECK_INT(add(p[0], EPOLLIN), 0);
    CHECK_ERRNO(add(p[0], EPOLLIN), -1, EEXIST);
    CHECK_ERRNO(change(p[1], EPOLLIN), -1, ENOENT);
    CHECK_INT(one(p[0]), 0);
    CHECK_INT(write(p[1], "ab", 2), 2);
    CHECK_INT(one(p[0]), EPOLLIN);
    CHECK_INT(read(p[0], buffer, 1), 1);
    CHECK_INT(one(p[0]), EPOLLIN);
    CHECK_INT(change(p[0], EPOLLIN | EPOLLONESHOT), 0);
    CHECK_INT(one(p[0]), EPOLLIN);
    CHECK_INT(one(p[0]), 0);
    CHECK_INT(change(p[0], EPOLLIN | EPOLLRDNORM), 0);
    CHECK_INT(one(p[0]), EPOLLIN | EPOLLRDNORM);
    CHECK_INT(read(p[0], buffer, 8), 1);
    CHECK_INT(one(p[0]), 0);

    /* Two are ready; each has its turn. */
    struct epoll_event events[4];
    CHECK_INT(add(p[1], EPOLLOUT), 0);
    CHECK_INT(write(p[1], "x", 1), 1);
    CHECK_INT(epoll_wait(set, events, 4, -1), 2);
    CHECK_INT(epoll_wait(set, events, 1, -1), 1);
    int first = (int)(events[0].data.u64 & 0xffff);
    CHECK_INT(epoll_wait(set, events, 1, -1), 1);
    CHECK((int)(events[0].data.u64 & 0xffff) != first);
    CHECK_INT(epoll_ctl(set, EPOLL_CTL_DEL, p[1], NULL), 0);
    CHECK_ERRNO(epoll_ctl(set, EPOLL_CTL_DEL, p[1], NULL), -1, ENOENT);
    CHECK_INT(read(p[0], buffer, 8), 1);
    CHECK_INT(epoll_ctl(set, EPOLL_CTL_DEL, p[0], events), 0);
}

static void edges(void) {
    char buffer[8];
    CHECK_INT(add(p[0], EPOLLIN | EPOLLET), 0);
    CHECK_INT(add(p[1], EPOLLOUT | EPOLLET), 0);
    CHECK_INT(one(p[1]), EPOLLOUT);
    CHECK_INT(one(p[1]), 0);
    CHECK_INT(epoll_ctl(set, EPOLL_CTL_DEL, p[1], NULL), 0);
    CHECK_INT(write(p[1], "a", 1), 1);
    CHECK_INT(one(p[0]), EPOLLIN);
    CHECK_INT(one(p[0]), 0);
    struct epoll_event event;
    CHECK_INT(epoll_wait(set, &event, 1, 30), 0);
    CHECK_INT(read(p[0], buffer, 8), 1);
    CHECK_INT(one(p[0]), 0);
    CHECK_INT(write(p[1], "b", 1), 1);
    CHECK_INT(one(p[0]), EPOLLIN);
    CHECK_INT(read(p[0], buffer, 8), 1);
    CHECK_INT(epoll_ctl(set, EPOLL_CTL_DEL, p[0], NULL), 0);
}

static void sets(void) {
    /* A set is something to wait for itself. */
    struct pollfd fd = {set, POLLIN, 0};
    CHECK_INT(add(p[0], EPOLLIN), 0);
    CHECK_INT(poll(&fd, 1, 10), 0);
    CHECK_INT(write(p[1], "x", 1), 1);
    CHECK_INT(poll(&fd, 1, -1), 1);
    CHECK_INT(fd.revents, POLLIN);
    /* A descriptor that is closed leaves it, and hang-ups are told always. */
    close(p[1]);
    CHECK_INT(one(p[0]), EPOLLIN | EPOLLHUP);
    CHECK_INT(change(p[0], 0), 0);
    CHECK_INT(one(p[0]), EPOLLHUP);
    close(p[0]);
    CHECK_INT(one(p[0]), 0);
}

static void errors(void) {
    char name[] = "/tmp/epoll-XXXXXX";
    struct epoll_event event = {.events = EPOLLIN};
    int file = mkstemp(name);
    CHECK_ERRNO(epoll_create(0), -1, EINVAL);
    CHECK_ERRNO(epoll_create1(1), -1, EINVAL);
    CHECK_ERRNO(epoll_ctl(set, EPOLL_CTL_ADD, file, &event), -1, EPERM);
    CHECK_ERRNO(epoll_ctl(file, EPOLL_CTL_ADD, p[0], &event), -1, EINVAL);
    CHECK_ERRNO(epoll_ctl(set, EPOLL_CTL_ADD, 999, &event), -1, EBADF);
    CHECK_ERRNO(epoll_ctl(set, EPOLL_CTL_ADD, set, &event), -1, EINVAL);
    CHECK_ERRNO(epoll_ctl(set, 77, p[0], &event), -1, EINVAL);
    CHECK_ERRNO(epoll_wait(set, &event, 0, 0), -1, EINVAL);
    CHECK_ERRNO(epoll_wait(file, &event, 1, 0), -1, EINVAL);
    CHECK_ERRNO(epoll_wait(999, &event, 1, 0), -1, EBADF);
    CHECK_ERRNO(read(set, name, 1), -1, EINVAL);
    close(file);
    unlink(name);
}

static volatile sig_atomic_t handled;

static void on_signal(int signal) {
    (void)signal;
    handled++;
}

static void times_and_masks(void) {
    struct epoll_event event;
    struct timespec time = {0, 20000000};
    sigset_t blocked, none;
    CHECK_INT(epoll_wait(set, &event, 1, 20), 0);
    CHECK_INT(epoll_pwait2(set, &event, 1, &time, NULL), 0);
    signal(SIGUSR1, on_signal);
    sigemptyset(&none);
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGUSR1);
    sigprocmask(SIG_BLOCK, &blocked, NULL);
    raise(SIGUSR1);
    CHECK_ERRNO(epoll_pwait(set, &event, 1, -1, &none), -1, EINTR);
    CHECK_INT(handled, 1);
}

int main(void) {
    set = epoll_create1(EPOLL_CLOEXEC);
    REQUIRE(set >= 0);
    CHECK_INT(fcntl(set, F_GETFD), FD_CLOEXEC);
    REQUIRE(pipe(p) == 0);
    levels();
    edges();
    errors();
    times_and_masks();
    sets();
    close(set);
    return test_done();
}
