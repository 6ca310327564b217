/* clock and the clocks of processor time: they go on while the process computes, and a child begins anew. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "test.h"

static void compute_until(clock_t time) {
    while (clock() < time)
        ;
}

static void *other(void *argument) {
    compute_until(*(clock_t *)argument + CLOCKS_PER_SEC / 50);
    return NULL;
}

static long long nanoseconds(clockid_t clock) {
    struct timespec time = {0};
    clock_gettime(clock, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

int main(void) {
    compute_until(CLOCKS_PER_SEC);
    clock_t before = clock();
    CHECK(before >= CLOCKS_PER_SEC);
    long long process = nanoseconds(CLOCK_PROCESS_CPUTIME_ID);
    CHECK(process / 1000 >= before);
    CHECK(nanoseconds(CLOCK_THREAD_CPUTIME_ID) >= process);

    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0)
        _exit(clock() < before && nanoseconds(CLOCK_THREAD_CPUTIME_ID) < process ? 7 : 1);
    REQUIRE(pid > 0);
    int status = 0;
    REQUIRE(waitpid(pid, &status, 0) == pid);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 7);

    pthread_t thread;
    before = clock();
    REQUIRE(pthread_create(&thread, NULL, other, &before) == 0);
    REQUIRE(pthread_join(thread, NULL) == 0);
    CHECK(clock() >= before + CLOCKS_PER_SEC / 50);
    CHECK(nanoseconds(CLOCK_THREAD_CPUTIME_ID) < nanoseconds(CLOCK_PROCESS_CPUTIME_ID));
    return test_done();
}
