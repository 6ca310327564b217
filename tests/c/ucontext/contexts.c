#define _GNU_SOURCE
#include <fenv.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <ucontext.h>
#include "test.h"

static ucontext_t main_context, child, other;
static char stack[65536], second[65536];
static int steps[16], count;

static void sum(int a, int b, int c, int d, int e, int f, int g, int h) {
    /* The stack must be aligned as a call leaves it, or this vector faults. */
    volatile double aligned[4] __attribute__((aligned(16))) = { a, b, c, d };
    CHECK(((uintptr_t)aligned & 15) == 0);
    CHECK_INT(a + 10 * b + 100 * c + 1000 * d + 10000 * e + 100000 * f + 1000000 * g + 10000000 * h, 87654321);
    steps[count++] = 1;
}

static void ping(void) {
    for (int i = 0; i < 3; i++) {
        steps[count++] = 10;
        swapcontext(&child, &other);
    }
}

static void pong(void) {
    for (;;) {
        steps[count++] = 20;
        swapcontext(&other, &child);
    }
}

static void prepare(ucontext_t *context, void *sp, size_t size, ucontext_t *link) {
    REQUIRE(getcontext(context) == 0);
    context->uc_stack.ss_sp = sp;
    context->uc_stack.ss_size = size;
    context->uc_link = link;
}

static void look_at_state(void) {
    sigset_t blocked;
    sigprocmask(SIG_BLOCK, NULL, &blocked);
    CHECK(sigismember(&blocked, SIGUSR2) == 1);
    fesetround(FE_UPWARD);
}

/* Each thread switches between contexts of its own. */
static void *in_thread(void *argument) {
    ucontext_t context, back;
    prepare(&context, second, sizeof second, &back);
    makecontext(&context, (void (*)(void))sum, 8, 1, 2, 3, 4, 5, 6, 7, 8);
    CHECK_INT(swapcontext(&back, &context), 0);
    return argument;
}

static void late_signal(int signal) {
    (void)signal;
    steps[count++] = 30;
}

int main(void) {
    /* A context returns as often as one goes on with it, with the registers that calls preserve. */
    volatile int returns = 0;
    CHECK_INT(getcontext(&main_context), 0);
    if (++returns < 3)
        setcontext(&main_context);
    CHECK_INT(returns, 3);

    prepare(&child, stack, sizeof stack, &main_context);
    makecontext(&child, (void (*)(void))sum, 8, 1, 2, 3, 4, 5, 6, 7, 8);
    CHECK_INT(swapcontext(&main_context, &child), 0);
    CHECK_INT(count, 1);

    /* A stack of any size that is not a multiple of 16. */
    prepare(&child, stack + 1, sizeof stack - 4, &main_context);
    makecontext(&child, (void (*)(void))sum, 8, 1, 2, 3, 4, 5, 6, 7, 8);
    CHECK_INT(swapcontext(&main_context, &child), 0);
    CHECK_INT(count, 2);

    /* Two coroutines. */
    count = 0;
    prepare(&child, stack, sizeof stack, &main_context);
    prepare(&other, second, sizeof second, NULL);
    makecontext(&child, ping, 0);
    makecontext(&other, pong, 0);
    CHECK_INT(swapcontext(&main_context, &child), 0);
    int expected[] = { 10, 20, 10, 20, 10, 20 };
    CHECK_INT(count, 6);
    CHECK(memcmp(steps, expected, sizeof expected) == 0);

    /* The mask and the rounding mode belong to the context. */
    sigset_t one, old, now;
    sigemptyset(&one);
    sigaddset(&one, SIGUSR2);
    sigprocmask(SIG_BLOCK, &one, &old);
    prepare(&child, stack, sizeof stack, &main_context);
    sigprocmask(SIG_SETMASK, &old, NULL);
    makecontext(&child, look_at_state, 0);
    CHECK_INT(swapcontext(&main_context, &child), 0);
    sigprocmask(SIG_BLOCK, NULL, &now);
    CHECK(sigismember(&now, SIGUSR2) == 0);
    CHECK_INT(fegetround(), FE_TONEAREST);

    /* What a context's mask lets through is delivered. */
    count = 0;
    signal(SIGUSR2, late_signal);
    returns = 0;
    CHECK_INT(getcontext(&main_context), 0);
    if (++returns == 1) {
        sigprocmask(SIG_BLOCK, &one, NULL);
        raise(SIGUSR2);
        CHECK_INT(count, 0);
        setcontext(&main_context);
    }
    CHECK_INT(count, 1);

    pthread_t thread;
    void *result = NULL;
    REQUIRE(pthread_create(&thread, NULL, in_thread, &count) == 0);
    CHECK_INT(pthread_join(thread, &result), 0);
    CHECK(result == &count);
    return test_done();
}
