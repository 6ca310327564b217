/* The exec family. The program executes itself: what it is told as arguments says what to do. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "test.h"

extern char **environ;

static int status_of(pid_t pid) {
    int status = -1;
    if (waitpid(pid, &status, 0) != pid)
        return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

/* What a program that was executed finds. */
static int executed(int argc, char **argv) {
    if (!strcmp(argv[1], "args"))
        return argc == 4 && !strcmp(argv[2], "a b") && !strcmp(argv[3], "") ? 40 : 1;
    if (!strcmp(argv[1], "env"))
        return environ[0] && !strcmp(environ[0], "ONLY=this") && !environ[1] ? 41 : 1;
    if (!strcmp(argv[1], "many"))
        return argc == 302 && !strcmp(argv[301], "300") ? 42 : 1;
    if (!strcmp(argv[1], "fds"))
        return fcntl(atoi(argv[2]), F_GETFD) == 0 && fcntl(atoi(argv[3]), F_GETFD) == -1 ? 43 : 1;
    if (!strcmp(argv[1], "signals")) {
        struct sigaction handled, ignored;
        sigset_t mask, pending;
        sigaction(SIGUSR1, NULL, &handled);
        sigaction(SIGUSR2, NULL, &ignored);
        sigprocmask(SIG_BLOCK, NULL, &mask);
        sigpending(&pending);
        return handled.sa_handler == SIG_DFL && ignored.sa_handler == SIG_IGN && sigismember(&mask, SIGTERM) == 1 &&
                       sigismember(&pending, SIGTERM) == 1 && getpid() == atoi(argv[2])
                   ? 44
                   : 1;
    }
    return 2;
}

static void handler(int number) {
    (void)number;
}

/* The program by the name that Linux has for it. */
static void by_own_name(void) {
    pid_t pid = fork();
    if (pid == 0) {
        execl("/proc/self/exe", "self", "args", "a b", "", (char *)NULL);
        _exit(9);
    }
    CHECK_INT(status_of(pid), 40);
    CHECK_ERRNO(execl("/proc/self/none", "none", (char *)NULL), -1, ENOENT);
}

int main(int argc, char **argv) {
    char *args[] = { argv[0], "args", "a b", "", NULL }, *env[] = { "ONLY=this", NULL }, *many[303], numbers[301][8];
    char *for_env[] = { argv[0], "env", NULL }, self[4096], number1[16], number2[16];
    pid_t pid;
    if (argc > 1)
        return executed(argc, argv);
    REQUIRE(realpath(argv[0], self) != NULL);

    fflush(stdout);
    if ((pid = fork()) == 0)
        _exit((execv(self, args), 99));
    CHECK_INT(status_of(pid), 40);
    if ((pid = fork()) == 0)
        _exit((execve(self, for_env, env), 99));
    CHECK_INT(status_of(pid), 41);
    if ((pid = fork()) == 0)
        _exit((execl(self, "x", "args", "a b", "", (char *)NULL), 99));
    CHECK_INT(status_of(pid), 40);
    if ((pid = fork()) == 0)
        _exit((execle(self, "x", "env", (char *)NULL, env), 99));
    CHECK_INT(status_of(pid), 41);
    if ((pid = fork()) == 0)
        _exit((execvpe(self, for_env, env), 99));
    CHECK_INT(status_of(pid), 41);
    by_own_name();

    /* Along PATH. */
    char directory[4096];
    strcpy(directory, self);
    char *slash = strrchr(directory, '/');
    REQUIRE(slash != NULL);
    *slash = 0;
    char path[9000];
    snprintf(path, sizeof path, "/nowhere:%s", directory);
    setenv("PATH", path, 1);
    if ((pid = fork()) == 0)
        _exit((execvp(slash + 1, args), 99));
    CHECK_INT(status_of(pid), 40);
    if ((pid = fork()) == 0)
        _exit((execlp(slash + 1, "x", "args", "a b", "", (char *)NULL), 99));
    CHECK_INT(status_of(pid), 40);
    CHECK_ERRNO(execvp("no-such-program", args), -1, ENOENT);
    CHECK_ERRNO(execvp("", args), -1, ENOENT);

    many[0] = argv[0];
    many[1] = "many";
    for (int i = 1; i <= 300; i++) {
        snprintf(numbers[i], sizeof numbers[i], "%d", i);
        many[i + 1] = numbers[i];
    }
    many[302] = NULL;
    if ((pid = fork()) == 0)
        _exit((execv(self, many), 99));
    CHECK_INT(status_of(pid), 42);

    int file = open(self, O_RDONLY | O_CLOEXEC);
    REQUIRE(file >= 0);
    if ((pid = fork()) == 0)
        _exit((fexecve(file, args, environ), 99));
    CHECK_INT(status_of(pid), 40);
    CHECK_ERRNO(fexecve(-1, args, environ), -1, EINVAL);

    /* Descriptors, but for those that close. */
    int stays = dup(0), closes = fcntl(stays, F_DUPFD_CLOEXEC, 0);
    snprintf(number1, sizeof number1, "%d", stays);
    snprintf(number2, sizeof number2, "%d", closes);
    if ((pid = fork()) == 0)
        _exit((execl(self, "x", "fds", number1, number2, (char *)NULL), 99));
    CHECK_INT(status_of(pid), 43);

    /* Handlers become the default, what is ignored, blocked and pending stays, and so does the number. */
    if ((pid = fork()) == 0) {
        sigset_t set;
        sigemptyset(&set);
        sigaddset(&set, SIGTERM);
        signal(SIGUSR1, handler);
        signal(SIGUSR2, SIG_IGN);
        sigprocmask(SIG_BLOCK, &set, NULL);
        raise(SIGTERM);
        snprintf(number1, sizeof number1, "%d", (int)getpid());
        _exit((execl(self, "x", "signals", number1, (char *)NULL), 99));
    }
    CHECK_INT(status_of(pid), 44);

    CHECK_ERRNO(execv("/no/such/program", args), -1, ENOENT);
    CHECK_ERRNO(execv("/", args), -1, EACCES);
    FILE *text = fopen("exec-test.sh", "w");
    REQUIRE(text != NULL);
    fputs("exit 45\n", text);
    fclose(text);
    CHECK_ERRNO(execl("./exec-test.sh", "x", (char *)NULL), -1, EACCES);
    chmod("exec-test.sh", 0755);
    CHECK_ERRNO(execl("./exec-test.sh", "x", (char *)NULL), -1, ENOEXEC);
    unlink("exec-test.sh");
    return test_done();
}
