/* The shell, where there is one. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    /* A test in the background of a script begins with these ignored. */
    signal(SIGINT, SIG_DFL);
    signal(SIGQUIT, SIG_DFL);
    int there = access("/bin/sh", X_OK) == 0;
    CHECK_INT(system(NULL) != 0, there);
    fflush(stdout);
    if (!there) {
        int status = system("exit 3");
        CHECK(status == -1 || (WIFEXITED(status) && WEXITSTATUS(status) == 127));
        return test_done();
    }
    int status = system("exit 3");
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 3);
    status = system("kill -TERM $$");
    CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
    setenv("FROM_PARENT", "yes", 1);
    CHECK_INT(system("test \"$FROM_PARENT\" = yes"), 0);
    /* The keyboard's signals are the command's; afterwards everything is as before. */
    CHECK_INT(system("kill -INT $PPID"), 0);
    struct sigaction action;
    sigaction(SIGINT, NULL, &action);
    CHECK(action.sa_handler == SIG_DFL);
    sigset_t mask;
    sigprocmask(SIG_BLOCK, NULL, &mask);
    CHECK_INT(sigismember(&mask, SIGCHLD), 0);
    return test_done();
}
