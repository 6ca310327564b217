/* fork, _Fork and vfork: what the child has of its parent, and what it has not. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include "test.h"

static int order[8], count;

static void before1(void) { order[count++] = 1; }
static void before2(void) { order[count++] = 2; }
static void after1(void) { order[count++] = 3; }
static void after2(void) { order[count++] = 4; }
static void child1(void) { order[count++] = 5; }
static void child2(void) { order[count++] = 6; }

static int status_of(pid_t pid) {
    int status = -1;
    return waitpid(pid, &status, 0) == pid ? status : -1;
}

int main(void) {
    static volatile int value = 1;
    int ends[2];
    pid_t parent = getpid(), pid;

    fflush(stdout);
    pid = fork();
    if (pid == 0) {
        value = 2;
        _exit(getpid() != parent && getppid() == parent && value == 2 ? 7 : 1);
    }
    CHECK(pid > 0);
    int status = status_of(pid);
    CHECK(WIFEXITED(status));
    CHECK_INT(WEXITSTATUS(status), 7);
    CHECK_INT(value, 1);

    /* Descriptors are shared with their offsets. */
    FILE *file = tmpfile();
    REQUIRE(file != NULL);
    int fd = fileno(file);
    CHECK_INT(write(fd, "abc", 3), 3);
    pid = fork();
    if (pid == 0)
        _exit(lseek(fd, 1, SEEK_SET) != 1);
    CHECK_INT(status_of(pid), 0);
    CHECK_INT(lseek(fd, 0, SEEK_CUR), 1);
    fclose(file);

    /* A pipe between the two. */
    REQUIRE(pipe(ends) == 0);
    pid = fork();
    if (pid == 0) {
        close(ends[0]);
        dup2(ends[1], 1);
        _exit(write(1, "child", 5) != 5);
    }
    close(ends[1]);
    char text[16] = "";
    CHECK_INT(read(ends[0], text, sizeof text), 5);
    CHECK_INT(read(ends[0], text + 5, 5), 0);
    CHECK_STR(text, "child");
    close(ends[0]);
    CHECK_INT(status_of(pid), 0);

    /* The mask is inherited, pending signals and alarms are not. */
    sigset_t set, old;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, &old);
    raise(SIGUSR1);
    alarm(100);
    pid = fork();
    if (pid == 0) {
        sigset_t now, pending;
        sigprocmask(SIG_BLOCK, NULL, &now);
        sigpending(&pending);
        _exit(sigismember(&now, SIGUSR1) == 1 && sigismember(&pending, SIGUSR1) == 0 && alarm(0) == 0 ? 0 : 1);
    }
    CHECK_INT(status_of(pid), 0);
    CHECK(alarm(0) > 90);
    int number;
    CHECK_INT(sigwait(&set, &number), 0);
    sigprocmask(SIG_SETMASK, &old, NULL);

    /* A stream that the thread holds is still its own in the child. */
    flockfile(stdout);
    pid = fork();
    if (pid == 0) {
        funlockfile(stdout);
        flockfile(stdout);
        _exit(ftrylockfile(stdout) != 0);
    }
    funlockfile(stdout);
    CHECK_INT(status_of(pid), 0);

    /* The heap works in the child. */
    void *kept = malloc(1000);
    pid = fork();
    if (pid == 0) {
        free(kept);
        for (int i = 1; i < 1000; i++)
            free(malloc((size_t)i * 10));
        exit(0);
    }
    CHECK_INT(status_of(pid), 0);
    free(kept);

    /* Handlers: before in reverse order, after in order, and none around _Fork. */
    CHECK_INT(pthread_atfork(before1, after1, child1), 0);
    CHECK_INT(pthread_atfork(before2, after2, child2), 0);
    fflush(stdout);
    pid = fork();
    if (pid == 0)
        _exit(count == 4 && order[0] == 2 && order[1] == 1 && order[2] == 5 && order[3] == 6 ? 0 : 1);
    CHECK_INT(status_of(pid), 0);
    CHECK(count == 4 && order[0] == 2 && order[1] == 1 && order[2] == 3 && order[3] == 4);
    pid = _Fork();
    if (pid == 0)
        _exit(count == 4 ? 3 : 1);
    status = status_of(pid);
    CHECK_INT(WEXITSTATUS(status), 3);

    pid = vfork();
    if (pid == 0)
        _exit(9);
    status = status_of(pid);
    CHECK_INT(WEXITSTATUS(status), 9);

    /* A child that a signal ends. */
    pid = fork();
    if (pid == 0) {
        signal(SIGTERM, SIG_DFL);
        raise(SIGTERM);
        _exit(1);
    }
    status = status_of(pid);
    CHECK(WIFSIGNALED(status));
    CHECK_INT(WTERMSIG(status), SIGTERM);
    CHECK_ERRNO(waitpid(-1, NULL, 0), -1, ECHILD);
    return test_done();
}
