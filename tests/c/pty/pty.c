/* A pseudo-terminal and a session on it: job control, window size, the line discipline. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>
#include <sys/ioctl.h>
#include "test.h"

#ifdef __GLIBC__
/* New in POSIX.1-2024. */
#define tcgetwinsize(fd, size) ioctl(fd, TIOCGWINSZ, size)
#define tcsetwinsize(fd, size) ioctl(fd, TIOCSWINSZ, size)
#endif

static int status_of(pid_t pid) {
    int status = -1;
    return waitpid(pid, &status, 0) == pid ? status : -1;
}

static volatile sig_atomic_t resized;

static void on_resize(int number) {
    (void)number;
    resized = 1;
}

int main(void) {
    /* A test in the background of a script begins with these ignored, and so would its children. */
    signal(SIGINT, SIG_DFL);
    signal(SIGQUIT, SIG_DFL);
    struct winsize size = { 30, 90, 0, 0 }, got;
    struct termios attributes;
    int control, terminal;
    char name[64], line[64];
    REQUIRE(openpty(&control, &terminal, name, NULL, &size) == 0);
    CHECK_INT(tcgetattr(terminal, &attributes), 0);
    CHECK(attributes.c_lflag & ICANON);
    CHECK_INT(tcgetwinsize(terminal, &got), 0);
    CHECK(got.ws_row == 30 && got.ws_col == 90);

    /* Canonical input: a line, with what was erased left out. */
    attributes.c_lflag &= ~(tcflag_t)ECHO;
    CHECK_INT(tcsetattr(terminal, TCSANOW, &attributes), 0);
    CHECK_INT(write(control, "abx\177c\n", 6), 6);
    CHECK_INT(read(terminal, line, sizeof line), 4);
    CHECK(!memcmp(line, "abc\n", 4));
    /* Output: a new line is two characters. */
    CHECK_INT(write(terminal, "o\n", 2), 2);
    CHECK_INT(read(control, line, sizeof line), 3);
    CHECK(!memcmp(line, "o\r\n", 3));
    cfmakeraw(&attributes);
    CHECK_INT(tcsetattr(terminal, TCSAFLUSH, &attributes), 0);
    CHECK_INT(write(control, "\3", 1), 1);
    CHECK_INT(read(terminal, line, sizeof line), 1);
    CHECK_INT(line[0], 3);
    close(terminal);
    close(control);

    /* A session with the terminal as its own. */
    pid_t pid = forkpty(&control, NULL, NULL, &size);
    if (pid == 0) {
        int fine = isatty(0) && getsid(0) == getpid() && tcgetpgrp(0) == getpid() && tcgetsid(0) == getpid() &&
                   tcgetwinsize(0, &got) == 0 && got.ws_row == 30;
        signal(SIGWINCH, on_resize);
        if (write(1, fine ? "y" : "n", 1) != 1)
            _exit(1);
        while (!resized)
            usleep(1000);
        if (tcgetwinsize(0, &got) || got.ws_row != 50 || write(1, "r", 1) != 1)
            _exit(2);
        for (;;)
            pause();
    }
    REQUIRE(pid > 0);
    CHECK_INT(read(control, line, 1), 1);
    CHECK_INT(line[0], 'y');
    size.ws_row = 50;
    CHECK_INT(tcsetwinsize(control, &size), 0);
    CHECK_INT(read(control, line, 1), 1);
    CHECK_INT(line[0], 'r');
    /* ^C ends the foreground, but what it stops with ^Z must not be orphaned, as the leader of a session is. */
    CHECK_INT(write(control, "\3", 1), 1);
    int status = status_of(pid);
    CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGINT);
    close(control);

    /* A shell's way: a child in a group of its own is given the terminal, stops, and goes on. */
    pid = forkpty(&control, NULL, NULL, NULL);
    if (pid == 0) {
        signal(SIGTTOU, SIG_IGN);
        pid_t job = fork();
        if (job == 0) {
            setpgid(0, 0);
            tcsetpgrp(0, getpid());
            signal(SIGTTOU, SIG_DFL);
            if (write(1, "j", 1) != 1)
                _exit(1);
            for (;;)
                pause();
        }
        if (waitpid(job, &status, WUNTRACED) != job || !WIFSTOPPED(status) || WSTOPSIG(status) != SIGTSTP)
            _exit(1);
        if (tcsetpgrp(0, getpgrp()) != 0)
            _exit(2);
        /* In the background, writing with TOSTOP and reading stop a process; here it is ended instead. */
        kill(job, SIGTERM);
        kill(job, SIGCONT);
        if (waitpid(job, &status, 0) != job || !WIFSIGNALED(status) || WTERMSIG(status) != SIGTERM)
            _exit(3);
        _exit(tcgetpgrp(0) == getpgrp() ? 33 : 4);
    }
    CHECK_INT(read(control, line, 1), 1);
    CHECK_INT(line[0], 'j');
    CHECK_INT(write(control, "\32", 1), 1);
    status = status_of(pid);
    CHECK_INT(WEXITSTATUS(status), 33);
    close(control);
    return test_done();
}
