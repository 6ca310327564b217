#include <execinfo.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>
#include "test.h"

static void *addresses[50];
static int count;

#ifdef __clang__
#define WITH_FRAMES __attribute__((noinline, disable_tail_calls))
#else
#define WITH_FRAMES __attribute__((noinline, optimize("no-omit-frame-pointer", "no-optimize-sibling-calls")))
#endif

/* A frame that needs its pointer, whatever the program was compiled with. */
WITH_FRAMES static int deep(int n) {
    volatile char *frame = __builtin_alloca((size_t)n + 16);
    frame[0] = 1;
    if (n == 0) {
        count = backtrace(addresses, 50);
        return frame[0];
    }
    return deep(n - 1) + frame[0];
}

/* Garbage where a frame pointer would be: the trace ends, and nothing else. */
static int with_garbage(uintptr_t garbage) {
    int result;
    void *place[4];
    int (*function)(void **, int) = backtrace;
    __asm__ volatile("push %%rbp\n\tmov %[garbage], %%rbp\n\tmov %%rsp, %%rbx\n\tand $-16, %%rsp\n\tcall *%[function]\n\t"
                     "mov %%rbx, %%rsp\n\tpop %%rbp"
                     : "=a"(result)
                     : [garbage] "r"(garbage), [function] "r"(function), "D"(place), "S"(4)
                     : "rbx", "rcx", "rdx", "r8", "r9", "r10", "r11", "memory", "cc");
    return result;
}

int main(void) {
    CHECK_INT(deep(5), 6);
    CHECK(count >= 1 && count <= 50);
    char **names = backtrace_symbols(addresses, count);
    CHECK(names != NULL);
    for (int i = 0; i < count; i++) {
        char address[40];
        sprintf(address, "[%p]", addresses[i]);
        CHECK(strstr(names[i], address) != NULL);
    }
    free(names);
    CHECK_INT(backtrace(addresses, 0), 0);
#ifdef __capos__
    CHECK(count >= 6);
    CHECK_INT(with_garbage(0), 0);
    CHECK_INT(with_garbage(1), 0);
    CHECK_INT(with_garbage(8), 0);
    CHECK_INT(with_garbage(UINTPTR_MAX), 0);
    CHECK_INT(with_garbage(UINTPTR_MAX - 15), 0);
    CHECK_INT(with_garbage((uintptr_t)main), 0);
    uintptr_t circle[2] = {(uintptr_t)circle, (uintptr_t)main};
    CHECK(with_garbage((uintptr_t)circle) <= 1);
#else
    (void)with_garbage;
#endif
    return test_done();
}
