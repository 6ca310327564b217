/* /dev/tty is the controlling terminal of the session of whoever opens it. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include "test.h"

/* In a session of its own, on that terminal; the number of the step that failed, or 0. */
static int session(int terminal) {
    if (setsid() != getpid()) return 1;
    if (open("/dev/tty", O_RDWR) >= 0 || errno != ENXIO) return 2;
    if (ioctl(terminal, TIOCSCTTY, 0) != 0) return 3;
    int own = open("/dev/tty", O_RDWR);
    if (own < 0) return 4;
    if (tcgetpgrp(own) != getpid() || tcgetsid(own) != getpid()) return 5;
    if (!isatty(own)) return 6;
    if (write(own, "here", 4) != 4) return 7;
    pid_t child = fork();
    if (child == 0) _exit(open("/dev/tty", O_RDWR) < 0);
    int status;
    if (waitpid(child, &status, 0) != child || status != 0) return 8;
    return 0;
}

int main(void) {
    int control, terminal, status = -1;
    char text[16];
    REQUIRE(openpty(&control, &terminal, NULL, NULL, NULL) == 0);
    pid_t child = fork();
    if (child == 0) _exit(session(terminal));
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK_INT(WEXITSTATUS(status), 0);
    CHECK_INT(read(control, text, sizeof text), 4);
    CHECK(!memcmp(text, "here", 4));
    return test_done();
}
