/* A session keeps its terminal while nobody has it open, as long as the other side is there. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include "test.h"

static volatile sig_atomic_t resized, hung_up;

static void note(int signal) {
    resized += signal == SIGWINCH;
    hung_up += signal == SIGHUP;
}

/* In a session of its own; the number of the step that failed, or 0. */
static int session(int terminal, int control, const int ready[2], int go) {
    sigset_t all, none;
    struct winsize size;
    char byte;
    sigfillset(&all);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &all, NULL);
    signal(SIGWINCH, note);
    signal(SIGHUP, note);
    if (setsid() != getpid()) return 1;
    if (ioctl(terminal, TIOCSCTTY, 0) != 0) return 2;
    close(terminal);
    close(control);
    if (write(ready[1], "1", 1) != 1 || read(go, &byte, 1) != 1) return 3;
    /* The size was changed while nobody had it open. */
    while (!resized)
        sigsuspend(&none);
    int own = open("/dev/tty", O_RDWR);
    if (own < 0) return 4;
    if (tcgetsid(own) != getpid() || tcgetpgrp(own) != getpid()) return 5;
    if (ioctl(own, TIOCGWINSZ, &size) != 0 || size.ws_row != 11) return 6;
    close(own);
    if (write(ready[1], "2", 1) != 1) return 7;
    while (!hung_up)
        sigsuspend(&none);
    if (open("/dev/tty", O_RDWR) >= 0) return 8;
    return 0;
}

int main(void) {
    int control, terminal, ready[2], go[2], status = -1;
    char byte;
    struct winsize size = {.ws_row = 11, .ws_col = 22};
    REQUIRE(openpty(&control, &terminal, NULL, NULL, NULL) == 0);
    REQUIRE(pipe(ready) == 0 && pipe(go) == 0);
    CHECK_INT(tcsendbreak(terminal, 0), 0);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) _exit(session(terminal, control, ready, go[0]));
    close(terminal);
    REQUIRE(read(ready[0], &byte, 1) == 1);
    CHECK_INT(ioctl(control, TIOCSWINSZ, &size), 0);
    CHECK(write(go[1], "g", 1) == 1);
    CHECK_INT(read(ready[0], &byte, 1), 1);
    close(control);
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status));
    CHECK_INT(WEXITSTATUS(status), 0);
    return test_done();
}
