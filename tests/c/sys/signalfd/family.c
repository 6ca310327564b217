/* A signalfd that waits, that epoll watches, and that a child and another program inherit. */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "test.h"

static pid_t whole;

static void *send_later(void *unused) {
    nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    kill(whole, SIGUSR1);
    return unused;
}

int main(int argc, char **argv) {
    struct signalfd_siginfo some[3];
    sigset_t set;
    if (argc == 2) {
        kill(getpid(), SIGUSR1);
        return read(atoi(argv[1]), some, sizeof some) == 128 && some[0].ssi_signo == SIGUSR1 ? 5 : 6;
    }
    whole = getpid();
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGRTMIN);
    sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_BLOCK, &set, NULL);
    int fd = signalfd(-1, &set, 0), watcher = epoll_create1(0);
    REQUIRE(fd >= 0 && watcher >= 0);
    struct epoll_event event = {.events = EPOLLIN};
    CHECK_INT(epoll_ctl(watcher, EPOLL_CTL_ADD, fd, &event), 0);
    CHECK_INT(epoll_wait(watcher, &event, 1, 0), 0);

    pthread_t thread;
    REQUIRE(pthread_create(&thread, NULL, send_later, NULL) == 0);
    CHECK_INT(epoll_wait(watcher, &event, 1, 5000), 1);
    pthread_join(thread, NULL);
    CHECK_INT(read(fd, some, sizeof some), 128);
    CHECK_INT(some[0].ssi_signo, SIGUSR1);
    REQUIRE(pthread_create(&thread, NULL, send_later, NULL) == 0);
    CHECK_INT(read(fd, some, sizeof some), 128);
    pthread_join(thread, NULL);

    /* Several at once, in order, with what they carry. */
    for (int i = 0; i < 2; i++)
        sigqueue(whole, SIGRTMIN, (union sigval){.sival_int = 40 + i});
    CHECK_INT(read(fd, some, sizeof some), 256);
    CHECK(some[0].ssi_int == 40 && some[1].ssi_int == 41 && some[0].ssi_code == SI_QUEUE);
    CHECK(some[1].ssi_pid == (uint32_t)whole && some[1].ssi_uid == getuid());

    /* A child reads its own. */
    pid_t child = fork();
    if (child == 0) {
        kill(getpid(), SIGUSR1);
        _exit(read(fd, some, sizeof some) == 128 && some[0].ssi_pid == (uint32_t)getpid() ? 4 : 3);
    }
    CHECK_INT(read(fd, some, sizeof some), 128);
    CHECK(some[0].ssi_signo == SIGCHLD && some[0].ssi_pid == (uint32_t)child && some[0].ssi_status == 4);
    CHECK_INT(waitpid(child, NULL, 0), child);

    char number[16];
    snprintf(number, sizeof number, "%d", fd);
    child = fork();
    if (child == 0) {
        execv(argv[0], (char *[]){argv[0], number, NULL});
        _exit(7);
    }
    int status = 0;
    CHECK_INT(waitpid(child, &status, 0), child);
    CHECK_INT(WEXITSTATUS(status), 5);
    CHECK_ERRNO(write(fd, some, 128), -1, EINVAL);
    CHECK_ERRNO(read(fd, some, 100), -1, EINVAL);
    return test_done();
}
