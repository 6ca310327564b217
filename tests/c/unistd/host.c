#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include "test.h"

static volatile sig_atomic_t rings;

static void ring(int number) {
    (void)number;
    rings++;
}

int main(void) {
    CHECK_INT(gethostid(), gethostid());
    setusershell();
    char *shell = getusershell();
    CHECK(shell != NULL && shell[0] == '/');
    int count = 1;
    while (getusershell() != NULL)
        count++;
    setusershell();
    CHECK(getusershell() != NULL);
    endusershell();
    CHECK(count > 0);

    errno = 0;
    int now = nice(0);
    CHECK_INT(errno, 0);
    CHECK_INT(nice(1), now + 1 > 19 ? 19 : now + 1);

    CHECK(setpgrp() >= 0);
    CHECK_INT(getpgrp(), getpid());

    /* Twice after 20 milliseconds each. */
    signal(SIGALRM, ring);
    CHECK_INT(ualarm(20000, 20000), 0);
    while (rings < 2)
        pause();
    CHECK(ualarm(0, 0) <= 20000);
    CHECK(rings >= 2);

    /* The daemon's parent ends at once with 0; the daemon itself is in a session of its own. */
    int ends[2], status;
    char answer = 0;
    REQUIRE(pipe(ends) == 0);
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        pid_t before = getpid();
        if (daemon(1, 0) != 0)
            _exit(1);
        answer = getpid() != before && getsid(0) == getpid() ? 'y' : 'n';
        _exit(write(ends[1], &answer, 1) != 1);
    }
    close(ends[1]);
    CHECK_INT(waitpid(pid, &status, 0), pid);
    CHECK_INT(status, 0);
    CHECK_INT(read(ends[0], &answer, 1), 1);
    CHECK_INT(answer, 'y');
    /* Naming the host is for the privileged; nobody may give it no memory to read. */
    CHECK(sethostname("x", 10000) == -1);
    return test_done();
}
