/* fork: a signal that reaches the child at once finds a process in which everything works. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include "test.h"

enum { CHILDREN = 50 };

/* What fork holds while it copies: the heap and the streams. The address sanitizer's heap is its own, which may be held. */
static int everything_works(void) {
#if __has_feature(address_sanitizer)
    return 1;
#else
    char *memory = malloc(100);
    FILE *null = fopen("/dev/null", "w");
    int works = memory != NULL && null != NULL && fprintf(null, "%d", 1) == 1 && fclose(null) == 0;
    free(memory);
    return works;
#endif
}

static void handler(int signal) {
    (void)signal;
    _exit(everything_works() ? 7 : 1);
}

int main(void) {
    int ended = 0;
    REQUIRE(signal(SIGUSR1, handler) != SIG_ERR);
    fflush(stdout);
    for (int child = 0; child < CHILDREN; child++) {
        pid_t pid = fork();
        if (pid == 0)
            for (;;)
                pause();
        REQUIRE(pid > 0);
        int status = 0;
        REQUIRE(kill(pid, SIGUSR1) == 0);
        REQUIRE(waitpid(pid, &status, 0) == pid);
        ended += WIFEXITED(status) && WEXITSTATUS(status) == 7;
    }
    CHECK_INT(ended, CHILDREN);
    return test_done();
}
