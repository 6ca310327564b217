/* Handlers: flags, masks, contexts, faults, interrupted calls. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>
#include "test.h"

static volatile sig_atomic_t depth, deepest, calls, nested;
static siginfo_t last;
static sigjmp_buf away;

static void counts(int number) {
    (void)number;
    calls++;
}

static void again(int number) {
    if (++depth > deepest)
        deepest = depth;
    if (calls++ == 0)
        raise(number);
    depth--;
}

static void looks(int number, siginfo_t *info, void *context) {
    ucontext_t *interrupted = context;
    sigset_t mask;
    (void)number;
    last = *info;
    sigprocmask(SIG_BLOCK, NULL, &mask);
    nested = sigismember(&mask, SIGUSR2) == 1 && sigismember(&interrupted->uc_sigmask, SIGUSR2) == 0;
}

static void leaves(int number, siginfo_t *info, void *context) {
    (void)number, (void)context;
    last = *info;
    siglongjmp(away, 1);
}

static void install(int number, void (*handler)(int, siginfo_t *, void *), int flags) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = handler;
    action.sa_flags = flags;
    sigaddset(&action.sa_mask, SIGUSR2);
    sigaction(number, &action, NULL);
}

static pid_t signal_soon(int number) {
    pid_t parent = getpid(), pid;
    fflush(stdout);
    if ((pid = fork()) == 0) {
        usleep(30000);
        _exit(kill(parent, number) != 0);
    }
    return pid;
}

int main(void) {
    install(SIGUSR1, (void (*)(int, siginfo_t *, void *))(void (*)(void))again, 0);
    raise(SIGUSR1);
    CHECK(deepest == 1 && calls == 2);
    calls = deepest = 0;
    install(SIGUSR1, (void (*)(int, siginfo_t *, void *))(void (*)(void))again, SA_NODEFER);
    raise(SIGUSR1);
    CHECK(deepest == 2 && calls == 2);

    install(SIGUSR1, looks, SA_SIGINFO);
    raise(SIGUSR1);
    CHECK(nested && last.si_signo == SIGUSR1 && last.si_pid == getpid());
    install(SIGUSR1, looks, SA_SIGINFO | SA_RESETHAND);
    raise(SIGUSR1);
    struct sigaction now;
    sigaction(SIGUSR1, NULL, &now);
    CHECK(now.sa_handler == SIG_DFL);

    /* Faults: what, where and why. */
    install(SIGSEGV, leaves, SA_SIGINFO);
    char *page = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (sigsetjmp(away, 1) == 0)
        *(volatile char *)page = 1;
    CHECK(last.si_signo == SIGSEGV && last.si_code == SEGV_ACCERR && last.si_addr == page);
    munmap(page, 4096);
    if (sigsetjmp(away, 1) == 0)
        (void)*(volatile char *)(page + 5);
    CHECK(last.si_signo == SIGSEGV && last.si_code == SEGV_MAPERR && last.si_addr == page + 5);
    install(SIGFPE, leaves, SA_SIGINFO);
    volatile int zero = 0;
    if (sigsetjmp(away, 1) == 0)
        zero = 1 / zero;
    CHECK(last.si_signo == SIGFPE && last.si_code == FPE_INTDIV);
    install(SIGILL, leaves, SA_SIGINFO);
    if (sigsetjmp(away, 1) == 0)
        __asm__ volatile("ud2");
    CHECK_INT(last.si_signo, SIGILL);

    /* Calls that are interrupted, and those that go on. */
    int ends[2], status;
    char byte;
    REQUIRE(pipe(ends) == 0);
    install(SIGUSR1, (void (*)(int, siginfo_t *, void *))(void (*)(void))counts, 0);
    calls = 0;
    pid_t pid = signal_soon(SIGUSR1);
    CHECK_ERRNO(read(ends[0], &byte, 1), -1, EINTR);
    CHECK_INT(calls, 1);
    CHECK_INT(waitpid(pid, NULL, 0), pid);
    install(SIGUSR1, (void (*)(int, siginfo_t *, void *))(void (*)(void))counts, SA_RESTART);
    pid_t parent = getpid();
    fflush(stdout);
    if ((pid = fork()) == 0) {
        usleep(30000);
        kill(parent, SIGUSR1);
        usleep(30000);
        _exit(write(ends[1], "x", 1) != 1);
    }
    CHECK_INT(read(ends[0], &byte, 1), 1);
    CHECK_INT(calls, 2);
    CHECK_INT(waitpid(pid, NULL, 0), pid);
    /* Sleeping is never restarted. */
    pid = signal_soon(SIGUSR1);
    CHECK(sleep(5) >= 4);
    CHECK_INT(waitpid(pid, NULL, 0), pid);

    /* Writing where nobody reads. */
    close(ends[0]);
    install(SIGPIPE, (void (*)(int, siginfo_t *, void *))(void (*)(void))counts, 0);
    calls = 0;
    CHECK_ERRNO(write(ends[1], "x", 1), -1, EPIPE);
    CHECK_INT(calls, 1);

    /* SIGCHLD tells which child and how. */
    sigset_t set;
    siginfo_t info;
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_BLOCK, &set, NULL);
    fflush(stdout);
    if ((pid = fork()) == 0)
        _exit(6);
    CHECK_INT(sigwaitinfo(&set, &info), SIGCHLD);
    CHECK(info.si_code == CLD_EXITED && info.si_status == 6 && info.si_pid == pid);
    CHECK_INT(waitpid(pid, &status, 0), pid);

    /* Who may be sent a signal. */
    CHECK_INT(kill(getpid(), 0), 0);
    CHECK_ERRNO(kill(getpid(), 99), -1, EINVAL);
    CHECK_ERRNO(kill(999999, 0), -1, ESRCH);
    CHECK_ERRNO(killpg(999999, 0), -1, ESRCH);
    return test_done();
}
