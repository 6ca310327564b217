/* Robust mutexes that processes share: marked however their owner ends. */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include "test.h"

enum end { KILLED, ABORTED, EXITED, EXECUTED, ENDS };
enum { MUTEXES = 3 };

struct shared {
    pthread_mutex_t held[MUTEXES], free;
};

static struct shared *shared;
static const char *program;

static void *second_thread(void *argument) {
    int *ready = argument;
    pthread_mutex_lock(&shared->held[1]);
    write(ready[1], "2", 1);
    for (;;)
        pause();
    return NULL;
}

static void child(enum end how, int ready[2], int go) {
    pthread_t thread;
    char byte;
    pthread_mutex_lock(&shared->free);
    pthread_mutex_lock(&shared->held[0]);
    pthread_mutex_lock(&shared->held[2]);
    pthread_mutex_unlock(&shared->free);
    if (pthread_create(&thread, NULL, second_thread, ready) != 0)
        _exit(9);
    write(ready[1], "1", 1);
    if (read(go, &byte, 1) != 1)
        _exit(8);
    switch (how) {
    case KILLED:
        kill(getpid(), SIGKILL);
        break;
    case ABORTED:
        abort();
    case EXITED:
        _exit(3);
    default:
        /* Another program has none of the locks. */
        execl(program, program, "sleep", (char *)NULL);
    }
    _exit(7);
}

struct waiter {
    pthread_mutex_t *mutex;
    int result;
};

static void *wait_for_lock(void *argument) {
    struct waiter *waiter = argument;
    waiter->result = pthread_mutex_lock(waiter->mutex);
    if (waiter->result == EOWNERDEAD)
        pthread_mutex_consistent(waiter->mutex);
    pthread_mutex_unlock(waiter->mutex);
    return NULL;
}

static void check_end(enum end how) {
    pthread_mutexattr_t attributes;
    int ready[2], go[2], status;
    char byte;
    pthread_t thread;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
    for (int n = 0; n < MUTEXES; n++)
        CHECK_INT(pthread_mutex_init(&shared->held[n], &attributes), 0);
    CHECK_INT(pthread_mutex_init(&shared->free, &attributes), 0);
    REQUIRE(pipe(ready) == 0 && pipe(go) == 0);
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0)
        child(how, ready, go[0]);
    REQUIRE(pid > 0);
    CHECK(read(ready[0], &byte, 1) == 1 && read(ready[0], &byte, 1) == 1);
    for (int n = 0; n < MUTEXES; n++)
        CHECK_INT(pthread_mutex_trylock(&shared->held[n]), EBUSY);
    /* Somebody sleeps there already, as a rule. */
    struct waiter waiter = {&shared->held[2], -1};
    REQUIRE(pthread_create(&thread, NULL, wait_for_lock, &waiter) == 0);
    usleep(20000);
    CHECK(write(go[1], "g", 1) == 1);
    CHECK_INT(pthread_join(thread, NULL), 0);
    CHECK_INT(waiter.result, EOWNERDEAD);
    if (how == EXECUTED)
        CHECK_INT(kill(pid, SIGKILL), 0);
    CHECK_INT(waitpid(pid, &status, 0), pid);
    CHECK(how == EXITED ? WIFEXITED(status) && WEXITSTATUS(status) == 3 : WIFSIGNALED(status));
    CHECK_INT(pthread_mutex_lock(&shared->held[0]), EOWNERDEAD);
    CHECK_INT(pthread_mutex_consistent(&shared->held[0]), 0);
    CHECK_INT(pthread_mutex_unlock(&shared->held[0]), 0);
    CHECK_INT(pthread_mutex_lock(&shared->held[0]), 0);
    CHECK_INT(pthread_mutex_unlock(&shared->held[0]), 0);
    /* Unlocked without having been made consistent. */
    CHECK_INT(pthread_mutex_trylock(&shared->held[1]), EOWNERDEAD);
    CHECK_INT(pthread_mutex_unlock(&shared->held[1]), 0);
    CHECK_INT(pthread_mutex_lock(&shared->held[1]), ENOTRECOVERABLE);
    /* Given back in time. */
    CHECK_INT(pthread_mutex_lock(&shared->free), 0);
    CHECK_INT(pthread_mutex_unlock(&shared->free), 0);
    for (int n = 0; n < 2; n++) {
        close(ready[n]);
        close(go[n]);
    }
}

int main(int argc, char **argv) {
    if (argc > 1 && strcmp(argv[1], "sleep") == 0)
        for (;;)
            pause();
    program = argv[0];
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    REQUIRE(shared != MAP_FAILED);
    for (enum end how = 0; how < ENDS; how++)
        check_end(how);
    return test_done();
}
