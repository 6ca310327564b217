/* A program that runs is not written to, and what is written to does not run. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "test.h"

extern char **environ;

static char name[] = "/tmp/busy-XXXXXX";

static int copy_of(const char *program) {
    char bytes[4096];
    ssize_t count;
    int from = open(program, O_RDONLY), to = mkstemp(name);
    while (from >= 0 && to >= 0 && (count = read(from, bytes, sizeof bytes)) > 0) {
        if (write(to, bytes, (size_t)count) != count) {
            return -1;
        }
    }
    return from >= 0 && to >= 0 && fchmod(to, 0755) == 0 && close(from) == 0 && close(to) == 0 ? 0 : -1;
}

static void opened_to_write(void) {
    char *arguments[] = {name, (char *)"end", NULL};
    pid_t child;
    int status, fd = open(name, O_WRONLY);
    CHECK(fd >= 0);
    CHECK_INT(posix_spawn(&child, name, NULL, NULL, arguments, environ), ETXTBSY);
    close(fd);
    REQUIRE(posix_spawn(&child, name, NULL, NULL, arguments, environ) == 0);
    CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 7);
}

static void running(void) {
    char *arguments[] = {name, (char *)"wait", NULL};
    int started[2], status;
    char byte;
    pid_t child;
    posix_spawn_file_actions_t actions;
    CHECK_INT(pipe(started), 0);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, started[1], 1);
    posix_spawn_file_actions_addclose(&actions, started[0]);
    REQUIRE(posix_spawn(&child, name, &actions, NULL, arguments, environ) == 0);
    posix_spawn_file_actions_destroy(&actions);
    REQUIRE(read(started[0], &byte, 1) == 1);
    CHECK_ERRNO(open(name, O_WRONLY), -1, ETXTBSY);
    CHECK_ERRNO(open(name, O_RDWR), -1, ETXTBSY);
    CHECK_ERRNO(truncate(name, 0), -1, ETXTBSY);
    int fd = open(name, O_RDONLY);
    CHECK(fd >= 0);
    close(fd);
    CHECK_INT(chmod(name, 0700), 0);
    CHECK_INT(kill(child, SIGKILL), 0);
    CHECK_INT(waitpid(child, &status, 0), child);
    fd = open(name, O_WRONLY);
    CHECK(fd >= 0);
    close(fd);
}

int main(int argc, char **argv) {
    if (argc > 1 && strcmp(argv[1], "end") == 0) {
        return 7;
    }
    if (argc > 1 && strcmp(argv[1], "wait") == 0) {
        return write(1, "x", 1) == 1 ? pause() : 1;
    }
    REQUIRE(copy_of(argv[0]) == 0);
    opened_to_write();
    running();
    unlink(name);
    return test_done();
}
