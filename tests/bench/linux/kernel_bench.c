/* What the operations of tests/bench/kernel cost on Linux. Runs as the only program of a Linux guest (process 1):
 * prints `name value unit iterations` lines and powers the machine off. */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/reboot.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int64_t now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

static int null_call(void)
{
    return getppid() >= 0;
}

static int clock_read(void)
{
    return now() > 0;
}

static int spawn_wait(void)
{
    char *argv[] = { "init", "exit", NULL }, *envp[] = { NULL };
    pid_t pid;
    int status;

    return posix_spawn(&pid, "/init", NULL, NULL, argv, envp) == 0 && waitpid(pid, &status, 0) == pid
           && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void measure(const char *name, long count, int (*operation)(void))
{
    int64_t start;

    for (int i = 0; i < 3; i++)
        operation();
    start = now();
    for (long i = 0; i < count; i++)
        if (!operation()) {
            printf("%s - FAIL 0\n", name);
            return;
        }
    printf("%s %lld ns/op %ld\n", name, (long long)((now() - start) / count), count);
}

static void yield_2proc(void)
{
    const long count = 20000;
    int64_t start;
    pid_t pid = fork();

    if (pid == 0)
        for (;;)
            sched_yield();
    for (int i = 0; i < 10; i++)
        sched_yield();
    start = now();
    for (long i = 0; i < count; i++)
        sched_yield();
    printf("yield_2proc %lld ns/op %ld\n", (long long)((now() - start) / (2 * count)), 2 * count);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "exit") == 0)
        return 0;
    setvbuf(stdout, NULL, _IOLBF, 0);
    puts("USERSPACE");
    measure("null_call", 100000, null_call);
    measure("clock_read", 100000, clock_read);
    measure("spawn_native", 200, spawn_wait);
    yield_2proc();
    reboot(RB_POWER_OFF);
    return 1;
}
