/* Limits that are set, inherited, and enforced. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include "test.h"

static volatile sig_atomic_t too_large;

static void handler(int signal) {
    too_large += signal == SIGXFSZ;
}

static int limit(int resource, rlim_t soft) {
    struct rlimit limits;
    getrlimit(resource, &limits);
    limits.rlim_cur = soft;
    return setrlimit(resource, &limits);
}

/* How a child ends that does this. */
static int in_child(void (*act)(void)) {
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        act();
        _exit(0);
    }
    waitpid(child, &status, 0);
    return status;
}

static void write_too_much(void) {
    char block[100] = {0};
    int fd = open("limited", O_RDWR | O_CREAT | O_TRUNC, 0600);
    signal(SIGXFSZ, handler);
    limit(RLIMIT_FSIZE, 150);
    if (write(fd, block, 100) != 100 || write(fd, block, 100) != 50)
        _exit(1);
    if (write(fd, block, 100) != -1 || errno != EFBIG || too_large != 1)
        _exit(2);
    if (ftruncate(fd, 151) != -1 || errno != EFBIG || too_large != 2)
        _exit(3);
    if (pwrite(fd, block, 10, 20) != 10 || lseek(fd, 0, SEEK_END) != 150)
        _exit(4);
    signal(SIGXFSZ, SIG_DFL);
    (void)!write(fd, block, 1);
}

static void compute_too_long(void) {
    limit(RLIMIT_CPU, 1);
    for (;;)
        ;
}

static void map_too_much(void) {
    limit(RLIMIT_AS, 1 << 20);
    void *memory = mmap(NULL, 2 << 20, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    _exit(memory == MAP_FAILED && errno == ENOMEM ? 9 : 8);
}

/* Private memory that can be written counts, however it comes to be so. */
static void fill_too_much(void) {
    size_t size = 16 << 20;
    limit(RLIMIT_DATA, 8 << 20);
    if (mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED || errno != ENOMEM)
        _exit(1);
    void *constant = mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (constant == MAP_FAILED)
        _exit(2);
    if (mprotect(constant, size, PROT_READ | PROT_WRITE) != -1 || errno != ENOMEM)
        _exit(3);
    if (mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0) == MAP_FAILED)
        _exit(4);
    if (malloc(size) != NULL)
        _exit(5);
    _exit(9);
}

static void lock_too_much(void) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *memory = mmap(NULL, 4 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    limit(RLIMIT_MEMLOCK, 2 * page);
    if (memory == MAP_FAILED || mlock(memory, 2 * page) != 0 || mlock(memory, page) != 0)
        _exit(1);
    /* Linux lets the super-user lock everything. */
    if (mlock(memory + 2 * page, page) == 0 ? geteuid() != 0 : errno != ENOMEM)
        _exit(2);
    _exit(9);
}

static const char *program;
static volatile char *deepest;

static void use_stack(long kilobytes) {
    volatile char room[1024];
    room[0] = 1;
    deepest = room;
    if (kilobytes > 0)
        use_stack(kilobytes - 1);
    room[1] = room[0];
}

static void run_with_stack(rlim_t size, const char *kilobytes) {
    limit(RLIMIT_STACK, size);
    execl(program, "limits", kilobytes, (char *)NULL);
    _exit(1);
}

static void overflow_stack(void) {
    run_with_stack(1 << 20, "2048");
}

static void use_large_stack(void) {
    run_with_stack(12 << 20, "10000");
}

static void inherit(void) {
    struct rlimit limits;
    limit(RLIMIT_FSIZE, 4096);
    pid_t child = fork();
    if (child == 0) {
        getrlimit(RLIMIT_FSIZE, &limits);
        _exit(limits.rlim_cur == 4096 ? 9 : 8);
    }
    int status = 0;
    waitpid(child, &status, 0);
    _exit(WEXITSTATUS(status));
}

static void lower_hard(void) {
    struct rlimit limits = {.rlim_cur = 100, .rlim_max = 200};
    if (setrlimit(RLIMIT_FSIZE, &limits) != 0)
        _exit(1);
    limits.rlim_cur = 201;
    if (setrlimit(RLIMIT_FSIZE, &limits) != -1 || errno != EINVAL)
        _exit(2);
}

static void inherit_nice(void) {
    nice(4);
    int status = 0;
    pid_t child = fork();
    if (child == 0)
        _exit(getpriority(PRIO_PROCESS, 0));
    waitpid(child, &status, 0);
    _exit(WEXITSTATUS(status));
}

int main(int argc, char **argv) {
    if (argc > 1) {
        use_stack(atol(argv[1]));
        return 9;
    }
    program = argv[0];
    int before = getpriority(PRIO_PROCESS, 0);
    CHECK_INT(WTERMSIG(in_child(write_too_much)), SIGXFSZ);
    CHECK_INT(WTERMSIG(in_child(compute_too_long)), SIGXCPU);
    CHECK_INT(WEXITSTATUS(in_child(map_too_much)), 9);
    CHECK_INT(WEXITSTATUS(in_child(fill_too_much)), 9);
    CHECK_INT(WEXITSTATUS(in_child(lock_too_much)), 9);
    CHECK_INT(WTERMSIG(in_child(overflow_stack)), SIGSEGV);
    CHECK_INT(WEXITSTATUS(in_child(use_large_stack)), 9);
    CHECK_INT(WEXITSTATUS(in_child(inherit)), 9);
    CHECK_INT(in_child(lower_hard), 0);
    CHECK_INT(WEXITSTATUS(in_child(inherit_nice)), before + 4 > 19 ? 19 : before + 4);
    CHECK_ERRNO(getpriority(PRIO_PROCESS, 1 << 29), -1, ESRCH);
    CHECK_ERRNO(setpriority(77, 0, 0), -1, EINVAL);
    unlink("limited");
    return test_done();
}
