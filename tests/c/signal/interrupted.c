/* What a signal does to each call that waits: it ends with EINTR, or goes on after a handler with SA_RESTART. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "test.h"

static int ends[2], line[2], locked[2], event, waiting_set;
static pid_t child;
static sem_t semaphore;
static mqd_t queue;
static char block[65536];

static volatile sig_atomic_t signals;
static void (*volatile help)(void);

/* The second signal lets the call go on. */
static void handler(int signal) {
    (void)signal;
    if (++signals == 2 && help != NULL)
        help();
}

static int nothing_to_read(void) { return read(ends[0], block, 1) == 1 ? 0 : -1; }
static void something_to_read(void) { (void)!write(ends[1], "x", 1); }

static int no_room(void) { return write(ends[1], block, 1) == 1 ? 0 : -1; }
static void make_room(void) { (void)!read(ends[0], block, sizeof block); }

static int no_event(void) { uint64_t count; return read(event, &count, sizeof count) == sizeof count ? 0 : -1; }
static void make_event(void) { (void)!write(event, &(uint64_t){1}, sizeof(uint64_t)); }

static int no_line(void) { return read(line[1], block, sizeof block) > 0 ? 0 : -1; }
static void type_line(void) { (void)!write(line[0], "x\n", 2); }

static int no_writer(void) {
    int fd = open("fifo", O_RDONLY);
    return fd < 0 ? -1 : close(fd);
}
/* Somebody else: the call is not under way while its own process handles a signal. */
static void writer(void) {
    if (fork() == 0)
        _exit(open("fifo", O_WRONLY) < 0);
}

static int no_end(void) { return waitpid(child, NULL, 0) == child ? 0 : -1; }
static int no_end_with_information(void) {
    siginfo_t information;
    return waitid(P_PID, (id_t)child, &information, WEXITED | WNOWAIT);
}
static void end(void) { kill(child, SIGKILL); }

static int no_post(void) { return sem_wait(&semaphore); }
static void post(void) { sem_post(&semaphore); }

static int no_message(void) { return mq_receive(queue, block, 64, NULL) == 1 ? 0 : -1; }
static void message(void) { mq_send(queue, "x", 1, 0); }

static int whole_lock(void) { return flock(locked[1], LOCK_EX); }
static void whole_unlock(void) { flock(locked[0], LOCK_UN); }

static int range_lock(void) {
    struct flock range = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    return fcntl(locked[1], F_OFD_SETLKW, &range);
}
static void range_unlock(void) {
    struct flock range = {.l_type = F_UNLCK, .l_whence = SEEK_SET};
    fcntl(locked[0], F_OFD_SETLK, &range);
}

static const struct timespec long_time = {.tv_sec = 5};
static int sleeps(void) { return nanosleep(&long_time, NULL); }
static int sleeps_by_clock(void) { return errno = clock_nanosleep(CLOCK_MONOTONIC, 0, &long_time, NULL), errno ? -1 : 0; }
static int polls(void) { return poll(&(struct pollfd){ends[0], POLLIN, 0}, 1, 5000); }
static int polls_nothing(void) { return poll(NULL, 0, 5000); }
static int selects(void) {
    fd_set set;
    FD_ZERO(&set);
    FD_SET(ends[0], &set);
    return select(ends[0] + 1, &set, NULL, NULL, &(struct timeval){.tv_sec = 5});
}
static int waits_for_events(void) { struct epoll_event found; return epoll_wait(waiting_set, &found, 1, 5000); }
static int pauses(void) { return pause(); }
static int suspends(void) {
    sigset_t none;
    sigemptyset(&none);
    return sigsuspend(&none);
}
static int waits_for_another(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    return sigtimedwait(&set, NULL, &long_time);
}

static const struct {
    const char *name;
    int (*wait)(void);
    /* What lets it go on; NULL for a call that signals always end. */
    void (*help)(void);
} calls[] = {
    {"read of a pipe", nothing_to_read, something_to_read},
    {"write to a pipe", no_room, make_room},
    {"read of an event counter", no_event, make_event},
    {"read of a terminal", no_line, type_line},
    {"open of a FIFO", no_writer, writer},
    {"waitid", no_end_with_information, end},
    {"waitpid", no_end, end},
    {"sem_wait", no_post, post},
    {"mq_receive", no_message, message},
    {"flock", whole_lock, whole_unlock},
    {"fcntl", range_lock, range_unlock},
    {"nanosleep", sleeps, NULL},
    {"clock_nanosleep", sleeps_by_clock, NULL},
    {"poll", polls, NULL},
    {"poll of nothing", polls_nothing, NULL},
    {"select", selects, NULL},
    {"epoll_wait", waits_for_events, NULL},
    {"pause", pauses, NULL},
    {"sigsuspend", suspends, NULL},
    {"sigtimedwait", waits_for_another, NULL},
};

static void start_child(void) {
    child = fork();
    if (child == 0)
        for (;;)
            pause();
}

static void set_up(void) {
    REQUIRE(pipe(ends) == 0);
    event = eventfd(0, 0);
    line[0] = posix_openpt(O_RDWR | O_NOCTTY);
    REQUIRE(line[0] >= 0 && grantpt(line[0]) == 0 && unlockpt(line[0]) == 0);
    line[1] = open(ptsname(line[0]), O_RDWR | O_NOCTTY);
    REQUIRE(line[1] >= 0);
    unlink("fifo");
    REQUIRE(mkfifo("fifo", 0600) == 0);
    REQUIRE(sem_init(&semaphore, 0, 0) == 0);
    struct mq_attr sizes = {.mq_maxmsg = 2, .mq_msgsize = 64};
    queue = mq_open("/interrupted", O_RDWR | O_CREAT, 0600, &sizes);
    mq_unlink("/interrupted");
    REQUIRE(queue != (mqd_t)-1);
    for (int i = 0; i < 2; i++)
        locked[i] = open("locked", O_RDWR | O_CREAT, 0600);
    REQUIRE(locked[0] >= 0 && locked[1] >= 0);
    waiting_set = epoll_create1(0);
    REQUIRE(epoll_ctl(waiting_set, EPOLL_CTL_ADD, ends[0], &(struct epoll_event){.events = EPOLLIN}) == 0);
}

static void prepare(int index) {
    if (calls[index].wait == no_room)
        while (fcntl(ends[1], F_SETFL, O_NONBLOCK), write(ends[1], block, sizeof block) > 0)
            ;
    fcntl(ends[1], F_SETFL, 0);
    if (calls[index].wait == whole_lock)
        flock(locked[0], LOCK_EX), flock(locked[1], LOCK_UN);
    if (calls[index].wait == range_lock) {
        struct flock range = {.l_type = F_UNLCK, .l_whence = SEEK_SET};
        fcntl(locked[1], F_OFD_SETLK, &range);
        range.l_type = F_WRLCK;
        fcntl(locked[0], F_OFD_SETLK, &range);
    }
}

static void finish(void) {
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    while (read(ends[0], block, sizeof block) > 0)
        ;
    fcntl(ends[0], F_SETFL, 0);
    whole_unlock();
    if (waitpid(child, NULL, WNOHANG) != 0)
        start_child();
}

static void interrupt(int index, int flags) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
    int goes_on = flags == SA_RESTART && calls[index].help != NULL;
    sigemptyset(&action.sa_mask);
    sigaction(SIGALRM, &action, NULL);
    prepare(index);
    signals = 0;
    help = goes_on ? calls[index].help : NULL;
    /* Until the call is over: a signal that comes before it waits does not count. */
    struct itimerval often = {{.tv_usec = 30000}, {.tv_usec = 30000}}, never = {{0}, {0}};
    setitimer(ITIMER_REAL, &often, NULL);
    errno = 0;
    int outcome = calls[index].wait(), error = errno;
    setitimer(ITIMER_REAL, &never, NULL);
    printf("# %s%s\n", calls[index].name, flags == SA_RESTART ? " with SA_RESTART" : "");
    if (goes_on)
        CHECK(outcome == 0 && signals >= 2);
    else
        CHECK(outcome == -1 && error == EINTR && signals >= 1);
    finish();
}

/* Locks of threads are not interrupted. */
static void check_condition(void) {
    pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
    struct timespec until;
    struct sigaction action = {.sa_handler = handler};
    struct itimerval often = {{.tv_usec = 10000}, {.tv_usec = 10000}}, never = {{0}, {0}};
    int outcome;
    sigaction(SIGALRM, &action, NULL);
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += 50000000;
    if (until.tv_nsec >= 1000000000)
        until.tv_sec++, until.tv_nsec -= 1000000000;
    setitimer(ITIMER_REAL, &often, NULL);
    pthread_mutex_lock(&mutex);
    /* It may wake for no reason. */
    do
        outcome = pthread_cond_timedwait(&condition, &mutex, &until);
    while (outcome == 0);
    setitimer(ITIMER_REAL, &never, NULL);
    CHECK_INT(outcome, ETIMEDOUT);
}

int main(void) {
    set_up();
    start_child();
    for (int i = 0; i < (int)(sizeof calls / sizeof *calls); i++) {
        interrupt(i, 0);
        interrupt(i, SA_RESTART);
    }
    check_condition();
    kill(child, SIGKILL);
    while (wait(NULL) > 0)
        ;
    unlink("fifo");
    unlink("locked");
    return test_done();
}
