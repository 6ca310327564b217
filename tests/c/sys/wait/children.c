/* Waiting: options, waitid, resources, orphans. */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include "test.h"

static pid_t start(int status) {
    pid_t pid;
    fflush(stdout);
    if ((pid = fork()) == 0)
        _exit(status);
    return pid;
}

static pid_t start_waiting(void) {
    pid_t pid;
    fflush(stdout);
    if ((pid = fork()) == 0)
        for (;;)
            pause();
    return pid;
}

int main(void) {
    struct rusage usage;
    siginfo_t info;
    int status;
    pid_t first = start(1), second = start(2), pid;

    /* By number, in the other order. */
    CHECK_INT(waitpid(second, &status, 0), second);
    CHECK_INT(WEXITSTATUS(status), 2);
    CHECK_INT(waitpid(first, &status, 0), first);
    CHECK_INT(WEXITSTATUS(status), 1);
    CHECK_ERRNO(waitpid(first, &status, 0), -1, ECHILD);

    /* WNOHANG, WNOWAIT. */
    pid = start_waiting();
    CHECK_INT(waitpid(pid, &status, WNOHANG), 0);
    memset(&info, 1, sizeof info);
    CHECK_INT(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG), 0);
    CHECK(info.si_signo == 0 && info.si_pid == 0);
    CHECK_INT(kill(pid, SIGKILL), 0);
    CHECK_INT(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT), 0);
    CHECK(info.si_signo == SIGCHLD && info.si_code == CLD_KILLED && info.si_status == SIGKILL && info.si_pid == pid);
    CHECK_INT(waitpid(pid, &status, 0), pid);
    CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);

    /* Stopping and going on. */
    pid = start_waiting();
    CHECK_INT(kill(pid, SIGSTOP), 0);
    CHECK_INT(waitpid(pid, &status, WUNTRACED), pid);
    CHECK(WIFSTOPPED(status) && WSTOPSIG(status) == SIGSTOP);
    CHECK_INT(waitpid(pid, &status, WUNTRACED | WNOHANG), 0);
    CHECK_INT(kill(pid, SIGCONT), 0);
    CHECK_INT(waitpid(pid, &status, WCONTINUED), pid);
    CHECK(WIFCONTINUED(status));
    CHECK_INT(kill(pid, SIGSTOP), 0);
    CHECK_INT(waitid(P_ALL, 0, &info, WSTOPPED), 0);
    CHECK(info.si_code == CLD_STOPPED && info.si_status == SIGSTOP);
    CHECK_INT(kill(pid, SIGTERM), 0);
    CHECK_INT(kill(pid, SIGCONT), 0);
    CHECK_INT(waitpid(pid, &status, 0), pid);
    CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);

    /* By group. */
    pid = start_waiting();
    CHECK_INT(setpgid(pid, pid), 0);
    CHECK_INT(getpgid(pid), pid);
    CHECK_ERRNO(waitpid(0, &status, WNOHANG), -1, ECHILD);
    CHECK_INT(killpg(pid, SIGTERM), 0);
    CHECK_INT(waitid(P_PGID, (id_t)pid, &info, WEXITED), 0);
    CHECK_INT(info.si_pid, pid);

    pid = start(3);
    CHECK_INT(wait4(pid, &status, 0, &usage), pid);
    CHECK_INT(WEXITSTATUS(status), 3);
    pid = start(4);
    CHECK_INT(wait3(&status, 0, &usage), pid);
    CHECK(usage.ru_utime.tv_sec >= 0);
    CHECK_ERRNO(waitid(P_ALL, 0, &info, 0), -1, EINVAL);
    CHECK_ERRNO(waitid((idtype_t)9, 0, &info, WEXITED), -1, EINVAL);
    CHECK_ERRNO(waitid(P_ALL, 0, &info, WEXITED), -1, ECHILD);

    /* Children whose ends nobody wants to know of. */
    struct sigaction action = { 0 };
    action.sa_handler = SIG_DFL;
    action.sa_flags = SA_NOCLDWAIT;
    sigaction(SIGCHLD, &action, NULL);
    start(5);
    CHECK_ERRNO(wait(&status), -1, ECHILD);
    return test_done();
}
