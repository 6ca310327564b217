/* Random operations on a tree of processes and their descriptors: `stress SEED STEPS`.

   It stops itself (SIGSTOP) whenever it holds nothing but what it began with: at first, in the middle, and at the end; whoever
   watches then compares what the system counts. `bomb` and `zombies` use up a quota instead, and `exit N` only ends. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "stress.h"

/* Steps between moments at which nothing is left, and before the first of them. */
#define ROUND 250
#define WARM_UP 250

const char *own_path;
int depth;

static void handler(int signal) {
    (void)signal;
}

void step(void) {
    if (pick(5) < 2)
        descriptor_step();
    else
        process_step();
}

static void run(int steps) {
    while (steps > 0) {
        int now = steps < ROUND ? steps : ROUND;
        steps -= now;
        begin_tree();
        while (now-- > 0)
            step();
        close_descriptors();
        end_children();
        release_waiting();
        everybody_left();
    }
}

static void show(const char *what) {
    printf("stress: %s, %d failures\n", what, failures());
    fflush(stdout);
    raise(SIGSTOP);
}

static int stress(unsigned long long seed, int steps) {
    signal(SIGPIPE, SIG_IGN);
    /* A group that becomes orphaned while a member is stopped gets it. */
    signal(SIGHUP, SIG_IGN);
    signal(SIGUSR1, handler);
    seed_random(seed);
    run(WARM_UP);
    show("begins");
    run(steps / 2);
    show("half");
    run(steps - steps / 2);
    show("done");
    return failures() > 0;
}

/* Everybody makes more, until the quota is used up, and goes on trying. */
static int bomb(void) {
    for (;;)
        if (fork() < 0 && errno != EAGAIN && errno != ENOMEM)
            return 1;
}

/* Those who have ended take a place until somebody waits for them. */
static int zombies(void) {
    int before = 0, after = 0;
    pid_t pid;
    while ((pid = fork()) > 0)
        before++;
    if (pid == 0)
        _exit(0);
    if (errno != EAGAIN || before == 0)
        return 1;
    while (wait(NULL) > 0)
        after++;
    if (after != before || errno != ECHILD)
        return 2;
    pid = fork();
    if (pid == 0)
        _exit(0);
    return pid > 0 && wait(NULL) == pid ? 0 : 3;
}

int main(int argc, char **argv) {
    own_path = argv[0];
    if (argc == 3 && strcmp(argv[1], "exit") == 0)
        return atoi(argv[2]);
    if (argc == 2 && strcmp(argv[1], "bomb") == 0)
        return bomb();
    if (argc == 2 && strcmp(argv[1], "zombies") == 0)
        return zombies();
    if (argc == 3)
        return stress(strtoull(argv[1], NULL, 10), atoi(argv[2]));
    fprintf(stderr, "usage: stress SEED STEPS\n");
    return 2;
}
