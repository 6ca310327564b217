/* posix_spawn: the program starts itself. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "test.h"

extern char **environ;
static char self[4096];

static int executed(int argc, char **argv) {
    char text[64] = "", directory[4096];
    (void)argc;
    if (!strcmp(argv[1], "exit"))
        return atoi(argv[2]);
    if (!strcmp(argv[1], "say"))
        return write(1, argv[2], strlen(argv[2])) < 0;
    if (!strcmp(argv[1], "read"))
        return read(atoi(argv[2]), text, 5) == 5 && !strcmp(text, "input") ? 50 : 1;
    if (!strcmp(argv[1], "closed"))
        return fcntl(atoi(argv[2]), F_GETFD) == -1 ? 51 : 1;
    if (!strcmp(argv[1], "where"))
        return getcwd(directory, sizeof directory) && !strcmp(directory, argv[2]) ? 52 : 1;
    if (!strcmp(argv[1], "group"))
        return getpgrp() == getpid() ? 53 : 1;
    if (!strcmp(argv[1], "session"))
        return getsid(0) == getpid() ? 54 : 1;
    if (!strcmp(argv[1], "signals")) {
        struct sigaction action;
        sigset_t mask;
        sigaction(SIGUSR1, NULL, &action);
        sigprocmask(SIG_BLOCK, NULL, &mask);
        return action.sa_handler == SIG_DFL && sigismember(&mask, SIGUSR2) == 1 && sigismember(&mask, SIGTERM) == 0 ? 55
                                                                                                                  : 1;
    }
    if (!strcmp(argv[1], "ignored")) {
        struct sigaction action;
        sigaction(SIGUSR1, NULL, &action);
        return action.sa_handler == SIG_IGN ? 56 : 1;
    }
    if (!strcmp(argv[1], "env"))
        return environ[0] && !strcmp(environ[0], "A=1") && !environ[1] ? 57 : 1;
    return 2;
}

static int run(const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attributes, const char *what,
               const char *argument) {
    char *args[] = { self, (char *)what, (char *)argument, NULL };
    pid_t pid = -1;
    int error = posix_spawn(&pid, self, actions, attributes, args, environ), status;
    if (error != 0)
        return -error;
    if (pid <= 0 || waitpid(pid, &status, 0) != pid)
        return -1000;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

int main(int argc, char **argv) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    char text[16] = "", number[16];
    int ends[2], status;
    pid_t pid;
    if (argc > 1)
        return executed(argc, argv);
    REQUIRE(realpath(argv[0], self) != NULL);
    fflush(stdout);

    CHECK_INT(run(NULL, NULL, "exit", "23"), 23);
    char *args[] = { self, "env", NULL }, *env[] = { "A=1", NULL };
    CHECK_INT(posix_spawn(&pid, self, NULL, NULL, args, env), 0);
    CHECK_INT(waitpid(pid, &status, 0), pid);
    CHECK_INT(WEXITSTATUS(status), 57);
    CHECK_INT(posix_spawn(NULL, self, NULL, NULL, args, env), 0);
    CHECK(wait(&status) > 0);

    /* A pipe for the child's output. */
    REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
    CHECK_INT(posix_spawn_file_actions_init(&actions), 0);
    CHECK_INT(posix_spawn_file_actions_adddup2(&actions, ends[1], 1), 0);
    CHECK_INT(run(&actions, NULL, "say", "hello"), 0);
    close(ends[1]);
    CHECK_INT(read(ends[0], text, sizeof text), 5);
    CHECK_INT(read(ends[0], text + 5, 5), 0);
    CHECK_STR(text, "hello");
    close(ends[0]);
    CHECK_INT(posix_spawn_file_actions_destroy(&actions), 0);

    /* Opening, closing, and a duplicate of itself, which loses FD_CLOEXEC. */
    FILE *file = fopen("spawn-input", "w");
    REQUIRE(file != NULL);
    fputs("input", file);
    fclose(file);
    posix_spawn_file_actions_init(&actions);
    CHECK_INT(posix_spawn_file_actions_addopen(&actions, 17, "spawn-input", O_RDONLY, 0), 0);
    CHECK_INT(run(&actions, NULL, "read", "17"), 50);
    CHECK_INT(posix_spawn_file_actions_addclose(&actions, 17), 0);
    CHECK_INT(run(&actions, NULL, "closed", "17"), 51);
    CHECK_INT(posix_spawn_file_actions_addclose(&actions, 18), 0);
    CHECK_INT(run(&actions, NULL, "closed", "18"), 51);
    posix_spawn_file_actions_destroy(&actions);
    int input = open("spawn-input", O_RDONLY | O_CLOEXEC);
    snprintf(number, sizeof number, "%d", input);
    CHECK_INT(run(NULL, NULL, "closed", number), 51);
    posix_spawn_file_actions_init(&actions);
    CHECK_INT(posix_spawn_file_actions_adddup2(&actions, input, input), 0);
    CHECK_INT(run(&actions, NULL, "read", number), 50);
    posix_spawn_file_actions_destroy(&actions);
    close(input);

    /* A failing action means that there is no child. */
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 5, "no-such-file", O_RDONLY, 0);
    CHECK_INT(run(&actions, NULL, "exit", "0"), -ENOENT);
    posix_spawn_file_actions_destroy(&actions);
    CHECK_ERRNO(waitpid(-1, NULL, WNOHANG), -1, ECHILD);
    posix_spawn_file_actions_init(&actions);
    CHECK_INT(posix_spawn_file_actions_addclose(&actions, -1), EBADF);
    CHECK_INT(posix_spawn_file_actions_adddup2(&actions, 0, -1), EBADF);
    CHECK_INT(posix_spawn_file_actions_addopen(&actions, -1, "x", O_RDONLY, 0), EBADF);

    /* Directories. */
    char directory[4096];
    REQUIRE(mkdir("spawn-directory", 0700) == 0);
    REQUIRE(realpath("spawn-directory", directory) != NULL);
    CHECK_INT(posix_spawn_file_actions_addchdir_np(&actions, "spawn-directory"), 0);
    CHECK_INT(run(&actions, NULL, "where", directory), 52);
    posix_spawn_file_actions_destroy(&actions);
    int dirfd = open("spawn-directory", O_RDONLY | O_DIRECTORY);
    posix_spawn_file_actions_init(&actions);
    CHECK_INT(posix_spawn_file_actions_addfchdir_np(&actions, dirfd), 0);
    CHECK_INT(run(&actions, NULL, "where", directory), 52);
    posix_spawn_file_actions_destroy(&actions);
    close(dirfd);
    rmdir("spawn-directory");
    unlink("spawn-input");

    /* Groups, sessions, signals. */
    CHECK_INT(posix_spawnattr_init(&attributes), 0);
    CHECK_INT(posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP), 0);
    CHECK_INT(posix_spawnattr_setpgroup(&attributes, 0), 0);
    CHECK_INT(run(NULL, &attributes, "group", NULL), 53);
    CHECK_INT(posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID), 0);
    CHECK_INT(run(NULL, &attributes, "session", NULL), 54);
    sigset_t set, old;
    signal(SIGUSR1, SIG_IGN);
    CHECK_INT(run(NULL, NULL, "ignored", NULL), 56);
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigprocmask(SIG_BLOCK, &set, &old);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    CHECK_INT(posix_spawnattr_setsigdefault(&attributes, &set), 0);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    CHECK_INT(posix_spawnattr_setsigmask(&attributes, &set), 0);
    CHECK_INT(posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK), 0);
    CHECK_INT(run(NULL, &attributes, "signals", NULL), 55);
    sigprocmask(SIG_BLOCK, NULL, &set);
    CHECK(sigismember(&set, SIGTERM) == 1 && sigismember(&set, SIGUSR2) == 0);
    sigprocmask(SIG_SETMASK, &old, NULL);
    CHECK_INT(posix_spawnattr_setflags(&attributes, POSIX_SPAWN_RESETIDS), 0);
    CHECK_INT(run(NULL, &attributes, "exit", "3"), 3);
    CHECK_INT(posix_spawnattr_destroy(&attributes), 0);

    /* Programs that are not there, along PATH and not. */
    char *none[] = { "none", NULL };
    CHECK_INT(posix_spawn(&pid, "/no/such/program", NULL, NULL, none, environ), ENOENT);
    CHECK_INT(posix_spawnp(&pid, "no-such-program", NULL, NULL, none, environ), ENOENT);
    char *slash = strrchr(self, '/'), *named[] = { "named", "exit", "29", NULL };
    REQUIRE(slash != NULL);
    *slash = 0;
    setenv("PATH", self, 1);
    CHECK_INT(posix_spawnp(&pid, slash + 1, NULL, NULL, named, environ), 0);
    CHECK_INT(waitpid(pid, &status, 0), pid);
    CHECK_INT(WEXITSTATUS(status), 29);
    CHECK_ERRNO(waitpid(-1, NULL, WNOHANG), -1, ECHILD);
    return test_done();
}
