/* A process's children as it knows them. */
#ifndef CHILDREN_H
#define CHILDREN_H

#include <sys/types.h>

#define MOST_CHILDREN 12

struct child {
    pid_t pid;
    pid_t group;
    /* How it ends unless somebody signals it: with a status, or a signal of its own. */
    int status;
    int own_signal;
    /* Signals that it was sent. */
    unsigned long sent;
};

int child_count(void);
struct child *some_child(void);
void add_child(pid_t pid, int status, int own_signal);
void note_signal(struct child *child, int signal);
/* Sends a signal to all of a group. */
void signal_group(pid_t group, int signal);
/* What waitpid told. */
void check_report(pid_t pid, int status);

#endif
