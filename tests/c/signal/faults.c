/* What siginfo tells of faults, and of who sent a signal. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <fenv.h>
#include <float.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include "test.h"

static sigjmp_buf back;
static siginfo_t told;
static volatile int zero;
#ifndef __capos__
static volatile double number = 1, nothing, huge = DBL_MAX, result;
#endif
static volatile char *place;

static void handler(int signal, siginfo_t *information, void *context) {
    (void)signal;
    (void)context;
    told = *information;
    siglongjmp(back, 1);
}

static void divides(void) {
    int low = 77, high = 0;
    __asm__ volatile("idivl %2" : "+a"(low), "+d"(high) : "r"(zero) : "cc");
}
#ifndef __capos__
static void divides_floating(void) { feenableexcept(FE_DIVBYZERO); result = number / nothing; }
static void has_no_value(void) { feenableexcept(FE_INVALID); result = nothing / nothing; }
static void overflows(void) { feenableexcept(FE_OVERFLOW); result = huge * huge; }
#endif
static void is_unknown(void) { __asm__ volatile("ud2"); }
static void reads(void) { zero = *place; }
static void writes(void) { *place = 1; }

static void check(void (*fault)(void), int signal, int code, volatile void *address, const char *name) {
    /* The compiler is not to know what is called. */
    void (*volatile act)(void) = fault;
    memset(&told, 0, sizeof told);
    if (sigsetjmp(back, 1) == 0)
        act();
    fedisableexcept(FE_ALL_EXCEPT);
    feclearexcept(FE_ALL_EXCEPT);
    printf("# %s\n", name);
    CHECK_INT(told.si_signo, signal);
    CHECK_INT(told.si_code, code);
    if (address != NULL)
        CHECK(told.si_addr == (void *)address);
}

int main(void) {
    static const int signals[] = {SIGFPE, SIGILL, SIGSEGV, SIGBUS};
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
    long page = sysconf(_SC_PAGESIZE);
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < 4; i++)
        sigaction(signals[i], &action, NULL);
    check(divides, SIGFPE, FPE_INTDIV, NULL, "division by zero");
#ifndef __capos__
    /* The emulator that capOS is tested in raises no exceptions of floating point. */
    check(divides_floating, SIGFPE, FPE_FLTDIV, NULL, "floating-point division by zero");
    check(has_no_value, SIGFPE, FPE_FLTINV, NULL, "invalid operation");
    check(overflows, SIGFPE, FPE_FLTOVF, NULL, "overflow");
#endif
    check(is_unknown, SIGILL, ILL_ILLOPN, NULL, "no instruction");

    char *memory = mmap(NULL, (size_t)page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    REQUIRE(memory != MAP_FAILED);
    place = memory + 5;
    check(writes, SIGSEGV, SEGV_ACCERR, place, "memory that can only be read");
    munmap(memory, (size_t)page);
    check(reads, SIGSEGV, SEGV_MAPERR, place, "no memory");

    int fd = open("truncated", O_RDWR | O_CREAT | O_TRUNC, 0600);
    REQUIRE(fd >= 0 && ftruncate(fd, 2 * page) == 0);
    memory = mmap(NULL, (size_t)(2 * page), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    REQUIRE(memory != MAP_FAILED);
    memory[page] = 1;
    CHECK(ftruncate(fd, page) == 0);
    place = memory + page + 7;
    check(reads, SIGBUS, BUS_ADRERR, place, "behind the end of a file");
    CHECK_INT(memory[page - 1], 0);
    close(fd);
    unlink("truncated");

    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, NULL);
    pid_t child = fork();
    if (child == 0) {
        kill(getppid(), SIGUSR1);
        _exit(0);
    }
    CHECK_INT(sigwaitinfo(&set, &told), SIGUSR1);
    CHECK_INT(told.si_code, SI_USER);
    CHECK_INT(told.si_pid, child);
    CHECK_INT(told.si_uid, getuid());
    siginfo_t ended;
    CHECK_INT(waitid(P_PID, (id_t)child, &ended, WEXITED), 0);
    CHECK_INT(ended.si_uid, getuid());
    return test_done();
}
