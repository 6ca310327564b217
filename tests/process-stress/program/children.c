/* The table of a process's children, and what their ends may look like. */
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include "children.h"
#include "stress.h"

static struct child children[MOST_CHILDREN];
static int count;

int child_count(void) {
    return count;
}

struct child *some_child(void) {
    return count > 0 ? &children[pick(count)] : NULL;
}

void add_child(pid_t pid, int status, int own_signal) {
    children[count++] = (struct child){.pid = pid, .status = status, .own_signal = own_signal, .group = getpgrp()};
}

void forget_children(void) {
    count = 0;
}

static struct child *find(pid_t pid) {
    for (int i = 0; i < count; i++)
        if (children[i].pid == pid)
            return &children[i];
    return NULL;
}

void note_signal(struct child *child, int signal) {
    child->sent |= 1UL << signal;
}

void signal_group(pid_t group, int signal) {
    for (int i = 0; i < count; i++)
        if (children[i].group == group)
            note_signal(&children[i], signal);
    if (kill(-group, signal) != 0)
        wrong("kill of a group", errno);
}

/* Its own status, or a signal that somebody sent it. Below the first process the whole group's signals come from above. */
static int is_expected(const struct child *child, int status) {
    if (WIFEXITED(status))
        return WEXITSTATUS(status) == child->status;
    if (WTERMSIG(status) == child->own_signal)
        return 1;
    return depth > 0 || (child->sent & 1UL << WTERMSIG(status)) != 0;
}

void check_report(pid_t pid, int status) {
    struct child *child = find(pid);
    if (child == NULL) {
        wrong("a child that is not there", pid);
    } else if (WIFSTOPPED(status)) {
        if (WSTOPSIG(status) != SIGSTOP || (child->sent & 1UL << SIGSTOP) == 0)
            wrong("a child that nobody stopped", status);
    } else if (WIFCONTINUED(status)) {
        /* The system continues the members of a group that becomes orphaned. */
        if ((child->sent & (1UL << SIGCONT | 1UL << SIGSTOP)) == 0)
            wrong("a child that nobody continued", status);
    } else {
        if (!is_expected(child, status))
            wrong("a child's end", status);
        *child = children[--count];
    }
}

void end_children(void) {
    for (int i = 0; i < count; i++) {
        note_signal(&children[i], SIGKILL);
        if (kill(children[i].pid, SIGKILL) != 0)
            wrong("kill of a child", errno);
    }
    while (count > 0) {
        int status;
        pid_t pid = waitpid(-1, &status, 0);
        if (pid < 0 && errno == EINTR)
            continue;
        if (pid < 0) {
            wrong("wait for the last children", errno);
            break;
        }
        check_report(pid, status);
    }
    if (waitpid(-1, NULL, WNOHANG) != -1 || errno != ECHILD)
        wrong("a child too many", errno);
}
