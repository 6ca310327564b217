/* Random operations on processes. */
#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "children.h"
#include "stress.h"

#define DEEPEST 2

extern char **environ;

/* No process, or no memory, is left of the quota. */
static int is_full(int error) {
    return error == EAGAIN || error == ENOMEM;
}

static void run_self(int status) {
    char text[16];
    snprintf(text, sizeof text, "%d", status);
    execv(own_path, (char *[]){(char *)own_path, "exit", text, NULL});
    _exit(is_full(errno) ? status : 101);
}

/* Children that nobody will wait for; they end by themselves. */
static void leave_orphans(void) {
    for (int left = 1 + pick(3); left > 0; left--)
        if (fork() == 0) {
            nanosleep(&(struct timespec){.tv_nsec = pick(3) * 500000}, NULL);
            _exit(0);
        }
}

static void run_steps(void) {
    close_descriptors();
    for (int left = 1 + pick(6); left > 0; left--)
        step();
    close_descriptors();
    end_children();
}

enum body { ENDS, WAITS, RUNS, LEAVES, STEPS, RINGS, BODIES };

/* What the child does; it ends with the status, if no signal is sooner. */
static void be_child(enum body body, int status, unsigned long long seed) {
    depth++;
    seed_random(seed);
    forget_children();
    become_descendant();
    switch (body) {
    case WAITS:
        wait_for_release();
        break;
    case RUNS:
        run_self(status);
        break;
    case LEAVES:
        leave_orphans();
        break;
    case STEPS:
        run_steps();
        break;
    case RINGS:
        setitimer(ITIMER_REAL, &(struct itimerval){.it_value = {.tv_usec = 200}}, NULL);
        wait_for_release();
        break;
    case ENDS:
    case BODIES:
        break;
    }
    _exit(failures() > 0 ? 102 : status);
}

static void fork_child(void) {
    enum body body = pick(BODIES);
    int status = pick(90);
    unsigned long long seed = (unsigned)pick(1 << 30);
    if (child_count() == MOST_CHILDREN || (body == STEPS && depth == DEEPEST))
        return;
    pid_t pid = fork();
    if (pid == 0)
        be_child(body, status, seed);
    if (pid > 0)
        add_child(pid, status, body == RINGS ? SIGALRM : 0);
    else if (!is_full(errno))
        wrong("fork", errno);
}

static void spawn_child(void) {
    char text[16];
    int status = pick(90), error;
    pid_t pid, group = getpgrp();
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none;
    if (child_count() == MOST_CHILDREN)
        return;
    snprintf(text, sizeof text, "%d", status);
    sigemptyset(&none);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setpgroup(&attributes, group);
    if (pick(2) == 0)
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    if (pick(2) == 0)
        posix_spawn_file_actions_adddup2(&actions, 2, 1);
    error = posix_spawn(&pid, own_path, &actions, &attributes, (char *[]){(char *)own_path, "exit", text, NULL}, environ);
    if (error == 0)
        add_child(pid, status, 0);
    else if (!is_full(error))
        wrong("posix_spawn", error);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
}

/* A child may have ended; it is there until somebody waits for it. */
static void signal_child(struct child *child) {
    static const int signals[] = {SIGUSR1, SIGUSR1, SIGTERM, SIGKILL, SIGCONT, SIGSTOP};
    /* Whoever stopped a process may end before it lets it go on, except for the first. */
    int signal = signals[pick(depth == 0 ? 6 : 5)];
    note_signal(child, signal);
    if (kill(child->pid, signal) != 0)
        wrong("kill", errno);
}

static void change_group(struct child *child) {
    pid_t group = pick(2) == 0 ? child->pid : some_child()->group;
    if (setpgid(child->pid, group) == 0)
        child->group = group;
    else if (errno != EACCES && errno != EPERM && errno != ESRCH)
        wrong("setpgid", errno);
}

static void look_for_reports(struct child *child) {
    static const int options[] = {0, WUNTRACED, WCONTINUED, WUNTRACED | WCONTINUED};
    int status;
    pid_t which = pick(2) == 0 ? -1 : child->pid;
    pid_t pid = waitpid(which, &status, WNOHANG | options[pick(4)]);
    if (pid > 0)
        check_report(pid, status);
    else if (pid < 0)
        wrong("waitpid", errno);
}

static void end_child(struct child *child) {
    int status;
    pid_t pid = child->pid;
    note_signal(child, SIGKILL);
    if (kill(pid, SIGKILL) != 0 || waitpid(pid, &status, 0) != pid)
        wrong("the end of a child", errno);
    else
        check_report(pid, status);
}

void process_step(void) {
    struct child *child = some_child();
    int what = pick(13);
    if (what < 4)
        fork_child();
    else if (what == 4)
        spawn_child();
    else if (child == NULL)
        return;
    else if (what < 8)
        signal_child(child);
    else if (what == 8)
        change_group(child);
    else if (what == 9 && child->group != getpgrp())
        signal_group(child->group, pick(2) == 0 ? SIGUSR1 : SIGTERM);
    else if (what < 12)
        look_for_reports(child);
    else
        end_child(child);
}
