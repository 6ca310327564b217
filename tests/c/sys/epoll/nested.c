/* Sets that watch sets. */
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>
#include "test.h"

static int ends[2];

static void *write_later(void *unused) {
    nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    (void)!write(ends[1], "x", 1);
    return unused;
}

static int add(int set, int fd, unsigned events) {
    struct epoll_event event = {.events = events, .data.fd = fd};
    return epoll_ctl(set, EPOLL_CTL_ADD, fd, &event);
}

int main(void) {
    struct epoll_event found[4];
    pthread_t thread;
    char byte;
    int inner = epoll_create1(0), outer = epoll_create1(EPOLL_CLOEXEC);
    REQUIRE(inner >= 0 && outer >= 0 && pipe(ends) == 0);
    CHECK_INT(add(inner, ends[0], EPOLLIN), 0);
    CHECK_INT(add(outer, inner, EPOLLIN), 0);
    CHECK_ERRNO(add(outer, inner, EPOLLIN), -1, EEXIST);
    CHECK_INT(epoll_wait(outer, found, 4, 0), 0);
    (void)!write(ends[1], "x", 1);
    CHECK_INT(epoll_wait(outer, found, 4, -1), 1);
    CHECK(found[0].data.fd == inner && found[0].events == EPOLLIN);
    struct pollfd both[2] = {{outer, POLLIN, 0}, {inner, POLLIN, 0}};
    CHECK_INT(poll(both, 2, -1), 2);
    CHECK_INT(read(ends[0], &byte, 1), 1);
    CHECK_INT(epoll_wait(outer, found, 4, 0), 0);
    CHECK_INT(poll(both, 2, 0), 0);

    /* What comes while they wait reaches them through both. */
    REQUIRE(pthread_create(&thread, NULL, write_later, NULL) == 0);
    CHECK_INT(epoll_wait(outer, found, 4, 5000), 1);
    pthread_join(thread, NULL);
    CHECK_INT(read(ends[0], &byte, 1), 1);
    REQUIRE(pthread_create(&thread, NULL, write_later, NULL) == 0);
    CHECK_INT(poll(both, 2, 5000), 2);
    pthread_join(thread, NULL);
    CHECK_INT(read(ends[0], &byte, 1), 1);

    CHECK_ERRNO(add(outer, outer, EPOLLIN), -1, EINVAL);
    CHECK_ERRNO(add(inner, outer, EPOLLIN), -1, ELOOP);
    int chain[8];
    chain[0] = epoll_create1(0);
    int depth = 1;
    for (; depth < 8; depth++) {
        chain[depth] = epoll_create1(0);
        if (add(chain[depth], chain[depth - 1], EPOLLIN) != 0)
            break;
    }
    CHECK(depth >= 4 && depth < 8 && errno == ELOOP);

    close(inner);
    CHECK_INT(epoll_wait(outer, found, 4, 0), 0);
    return test_done();
}
