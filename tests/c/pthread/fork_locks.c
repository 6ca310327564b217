/* A child of fork can use the library whatever other threads were doing in it. */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "test.h"

static volatile int is_over;

static void use_once(void) {
    free(malloc(100));
    close(dup(1));
#ifndef __GLIBC__
    /* glibc leaves these as another thread held them. */
    char name[32];
    snprintf(name, sizeof name, "V%d", rand() % 8);
    setenv(name, "value", 1);
    tzset();
    random();
#endif
}

/* Takes and frees locks all the time. */
static void *use_locks(void *unused) {
    while (!is_over)
        use_once();
    return unused;
}

int main(void) {
    pthread_t threads[2];
    for (int i = 0; i < 2; i++)
        REQUIRE(pthread_create(&threads[i], NULL, use_locks, NULL) == 0);
    int wrong = 0;
    for (int i = 0; i < 60; i++) {
        int status;
        pid_t child = fork();
        if (child == 0) {
            alarm(5);
            use_once();
            _exit(3);
        }
        if (waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 3)
            wrong++;
        nanosleep(&(struct timespec){.tv_nsec = 200000}, NULL);
    }
    CHECK_INT(wrong, 0);
    is_over = 1;
    for (int i = 0; i < 2; i++)
        CHECK_INT(pthread_join(threads[i], NULL), 0);
    return test_done();
}
