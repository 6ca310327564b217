#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>
#include "test.h"

static volatile sig_atomic_t broken;

static void on_broken_pipe(int signal) {
    broken += signal == SIGPIPE;
}

static int available(int fd) {
    int bytes = -1;
    return ioctl(fd, FIONREAD, &bytes) == 0 ? bytes : -1;
}

/* Both ends of a pipe do their part and no other. */
static void ends(void) {
    int p[2];
    char buffer[16];
    struct stat status, other;
    REQUIRE(pipe(p) == 0);
    CHECK_INT(fcntl(p[0], F_GETFL) & O_ACCMODE, O_RDONLY);
    CHECK_INT(fcntl(p[1], F_GETFL) & O_ACCMODE, O_WRONLY);
    CHECK_INT(fcntl(p[0], F_GETFD), 0);
    CHECK_ERRNO(write(p[0], "x", 1), -1, EBADF);
    CHECK_ERRNO(read(p[1], buffer, 1), -1, EBADF);
    CHECK_INT(fstat(p[0], &status), 0);
    CHECK(S_ISFIFO(status.st_mode));
    CHECK_INT(fstat(p[1], &other), 0);
    CHECK(status.st_ino == other.st_ino);
    CHECK_ERRNO(pread(p[0], buffer, 1, 0), -1, ESPIPE);
    CHECK_ERRNO(ftruncate(p[1], 0), -1, EINVAL);
    CHECK_ERRNO(isatty(p[0]), 0, ENOTTY);

    CHECK_INT(write(p[1], "hello, world", 12), 12);
    CHECK_INT(available(p[0]), 12);
    CHECK_INT(read(p[0], buffer, 5), 5);
    CHECK_INT(available(p[0]), 7);
    CHECK_INT(read(p[0], buffer, 16), 7);
    CHECK(memcmp(buffer, ", world", 7) == 0);
    CHECK_INT(write(p[1], "", 0), 0);
    CHECK_INT(read(p[0], buffer, 0), 0);

    /* Duplicates keep an end open. */
    int twin = dup(p[1]);
    close(p[1]);
    CHECK_INT(write(twin, "more", 4), 4);
    close(twin);
    CHECK_INT(read(p[0], buffer, 16), 4);
    CHECK_INT(read(p[0], buffer, 16), 0);
    CHECK_INT(read(p[0], buffer, 16), 0);
    close(p[0]);
}

/* How much goes in without a reader, and what happens then. */
static void full(void) {
    int p[2];
    static char block[PIPE_BUF * 3];
    REQUIRE(pipe2(p, O_NONBLOCK) == 0);
    CHECK_INT(fcntl(p[1], F_GETFL), O_WRONLY | O_NONBLOCK);
    CHECK_ERRNO(read(p[0], block, 1), -1, EAGAIN);
    long total = 0;
    ssize_t written;
    while ((written = write(p[1], block, sizeof block)) > 0)
        total += written;
    CHECK_INT(errno, EAGAIN);
    CHECK_INT(total, 65536);
    /* A small write is whole or not at all. */
    CHECK_INT(read(p[0], block, PIPE_BUF / 2), PIPE_BUF / 2);
    CHECK_ERRNO(write(p[1], block, PIPE_BUF), -1, EAGAIN);
    CHECK_INT(read(p[0], block, PIPE_BUF / 2), PIPE_BUF / 2);
    CHECK_INT(write(p[1], block, PIPE_BUF), PIPE_BUF);
    CHECK_INT(available(p[0]), 65536);
    /* The flag is the end's, and shared by its duplicates. */
    int twin = dup(p[0]);
    CHECK_INT(fcntl(twin, F_SETFL, 0), 0);
    CHECK_INT(fcntl(p[0], F_GETFL), O_RDONLY);
    CHECK_INT(fcntl(p[1], F_GETFL), O_WRONLY | O_NONBLOCK);
    int on = 1;
    CHECK_INT(ioctl(p[0], FIONBIO, &on), 0);
    CHECK_INT(fcntl(twin, F_GETFL), O_RDONLY | O_NONBLOCK);
    close(twin);
    close(p[0]);
    close(p[1]);
}

/* Nobody reads any more. */
static void broken_pipe(void) {
    int p[2];
    REQUIRE(pipe(p) == 0);
    close(p[0]);
    signal(SIGPIPE, on_broken_pipe);
    CHECK_ERRNO(write(p[1], "x", 1), -1, EPIPE);
    CHECK_INT(broken, 1);
    signal(SIGPIPE, SIG_IGN);
    CHECK_ERRNO(write(p[1], "x", 1), -1, EPIPE);
    CHECK_INT(write(p[1], "", 0), 0);
    close(p[1]);
    signal(SIGPIPE, SIG_DFL);
}

static void vectors(void) {
    int p[2];
    char one[4], two[8] = "";
    REQUIRE(pipe(p) == 0);
    struct iovec out[] = {{"abc", 3}, {"", 0}, {"defg", 4}};
    CHECK_INT(writev(p[1], out, 3), 7);
    struct iovec in[] = {{one, 4}, {two, 8}};
    CHECK_INT(readv(p[0], in, 2), 7);
    CHECK(memcmp(one, "abcd", 4) == 0 && memcmp(two, "efg", 3) == 0);
    /* What fills the first buffer exactly does not wait for more. */
    CHECK_INT(write(p[1], "wxyz", 4), 4);
    CHECK_INT(readv(p[0], in, 2), 4);
    close(p[0]);
    close(p[1]);
}

static void on_alarm(int signal) {
    (void)signal;
}

/* A signal ends a wait: with what was written so far, or with nothing. */
static void interrupted(void) {
    int p[2];
    static char block[100000];
    struct sigaction action = {.sa_handler = on_alarm};
    REQUIRE(pipe(p) == 0);
    sigaction(SIGALRM, &action, NULL);
    alarm(1);
    CHECK_INT(write(p[1], block, sizeof block), 65536);
    CHECK_INT(available(p[0]), 65536);
    alarm(1);
    CHECK_ERRNO(write(p[1], block, 1), -1, EINTR);
    CHECK_INT(read(p[0], block, sizeof block), 65536);
    alarm(1);
    CHECK_ERRNO(read(p[0], block, 1), -1, EINTR);
    close(p[0]);
    close(p[1]);
}

static void flags(void) {
    int p[2] = {-1, -1};
    CHECK_ERRNO(pipe2(p, O_APPEND), -1, EINVAL);
    CHECK(p[0] == -1 && p[1] == -1);
    CHECK_INT(pipe2(p, O_CLOEXEC), 0);
    CHECK_INT(fcntl(p[1], F_GETFD), FD_CLOEXEC);
    close(p[0]);
    close(p[1]);
}

int main(void) {
    ends();
    full();
    broken_pipe();
    vectors();
    flags();
    interrupted();
    return test_done();
}
