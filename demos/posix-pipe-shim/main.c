/* A child's line through a pipe, in the three ways of POSIX: posix_spawn, and fork with dup2 and execve. The system's
   manifest decides what fork is: with a ProcessForker a copy of the process, without one a record of what the child
   does, which becomes a spawn. A child that does more than can be recorded ends the process: a second copy of this
   program shows that. */

#define _POSIX_C_SOURCE 202405L

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static const char program[] = "/bin/posix-pipe-shim";
static int failures;
static volatile int elsewhere;

static void check(int ok, const char *what) {
    printf("%s %s\n", ok ? "ok" : "not ok", what);
    failures += !ok;
}

/* Reads all that the child writes, prints it, and tells the child's status. */
static int collect(pid_t child, int ends[2], const char *way) {
    char text[512];
    size_t length = 0;
    ssize_t count;
    int status = -1;
    close(ends[1]);
    while ((count = read(ends[0], text + length, sizeof text - 1 - length)) > 0)
        length += (size_t)count;
    close(ends[0]);
    text[length] = 0;
    if (waitpid(child, &status, 0) != child)
        return -1;
    printf("%s: %s", way, text);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void by_spawn(void) {
    char *arguments[] = { "posix-pipe-shim", "child", "spawned", NULL };
    posix_spawn_file_actions_t actions;
    int ends[2];
    pid_t child;
    check(pipe2(ends, O_CLOEXEC) == 0, "a pipe for a spawned child");
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    int error = posix_spawn(&child, program, &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    check(error == 0, "posix_spawn");
    check(error == 0 && collect(child, ends, "posix_spawn") == 5, "the spawned child's line and status");
}

/* The child of fork gets the pipe as its output (and error output) and runs this program. */
static void by_fork(char *what, const char *way, int want) {
    char *arguments[] = { "posix-pipe-shim", what, "forked", NULL };
    char name[64];
    int ends[2];
    volatile int untouched = 1;
    char *block = strdup("the parent's");
    elsewhere = 1;
    check(pipe(ends) == 0, "a pipe for a forked child");
    pid_t parent = getpid(), child = fork();
    if (child == 0) {
        untouched = elsewhere = 2;
        strcpy(block, "the child's");
        free(block);
        close(ends[0]);
        dup2(ends[1], STDOUT_FILENO);
        dup2(ends[1], STDERR_FILENO);
        close(ends[1]);
        execve(program, arguments, environ);
        _exit(126);
    }
    check(child > 0 && getpid() == parent, "fork returns in the parent");
    check(untouched == 1 && elsewhere == 1, "the parent's variables are its own");
    check(block != NULL && strcmp(block, "the parent's") == 0, "so is its heap");
    free(block);
    check(fcntl(ends[0], F_GETFD) == 0 && fcntl(ends[1], F_GETFD) == 0, "so are its descriptors");
    snprintf(name, sizeof name, "the child's line and status %d", want);
    check(collect(child, ends, way) == want, name);
}

/* A child that finds no program. */
static void without_program(void) {
    char *arguments[] = { "none", NULL };
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        execve("/bin/none", arguments, environ);
        _exit(errno == ENOENT ? 127 : 1);
    }
    check(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 127,
          "a child that finds no program ends with 127");
}

static atomic_int stopped;

/* Opens and closes descriptors all the time; NULL if that fails. */
static void *work(void *result) {
    while (!stopped) {
        int fd = open(program, O_RDONLY);
        if (fd < 0 || close(fd) != 0)
            return NULL;
    }
    return result;
}

/* Where other threads run, a child of fork may do little before execve, and a record puts only the stack back. */
static void *fork_beside(void *result) {
    char *arguments[] = { "posix-pipe-shim", "child", "threaded", NULL };
    int ends[2];
    volatile int untouched = 1;
    check(pipe(ends) == 0, "a pipe for a threaded child");
    pid_t child = fork();
    if (child == 0) {
        untouched = 2;
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        execve(program, arguments, environ);
        _exit(126);
    }
    check(child > 0 && untouched == 1, "fork returns in the parent beside another thread");
    check(collect(child, ends, "beside a thread") == 5, "the threaded child's line and status");
    return result;
}

static void beside_a_thread(void) {
    pthread_t worker, forker;
    void *result = NULL;
    check(pthread_create(&worker, NULL, work, &worker) == 0, "another thread");
    for (int round = 0; round < 3; round++)
        fork_beside(NULL);
    check(pthread_create(&forker, NULL, fork_beside, &forker) == 0, "a thread that forks");
    check(pthread_join(forker, &result) == 0 && result == &forker, "it ends");
    stopped = 1;
    check(pthread_join(worker, &result) == 0 && result == &worker, "the other thread's descriptors were its own");
}

int main(int argc, char *argv[]) {
    if (argc > 2 && strcmp(argv[1], "child") == 0) {
        printf("a line from the %s child\n", argv[2]);
        return 5;
    }
    if (argc > 2 && strcmp(argv[1], "violate") == 0) {
        if (fork() == 0)
            /* This is for a copy of the process to do. */
            _exit(mkdir("/made-by-a-child", 0700) == 0);
        puts("the parent goes on");
        return 6;
    }
    int copies = argc > 1 && strcmp(argv[1], "copies") == 0;
    setvbuf(stdout, NULL, _IOLBF, 0);
    by_spawn();
    by_fork("child", copies ? "fork by copy" : "fork by record", 5);
    without_program();
    beside_a_thread();
    /* With copies the child may do what it likes; a record ends the process with a message that names the call. */
    by_fork("violate", copies ? "a child that makes a directory" : "more than a record", copies ? 6 : 127);
    printf("%d failures\n", failures);
    return failures != 0;
}
