/* getcontext, setcontext, makecontext, swapcontext. */
#define _GNU_SOURCE
#include <fenv.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <ucontext.h>
#include "test.h"

enum { STACK = 65536 };

static ucontext_t home, other, last;
static int sums[3], visits;
static volatile int passes;

static void prepare(ucontext_t *context, ucontext_t *link)
{
    CHECK_INT(getcontext(context), 0);
    context->uc_stack.ss_sp = malloc(STACK);
    context->uc_stack.ss_size = STACK;
    context->uc_link = link;
}

static void add(int a, int b, int c, int d, int e, int f, int g, int h, int i)
{
    double aligned[2] __attribute__((aligned(16)));

    CHECK((uintptr_t)aligned % 16 == 0);
    sums[0] = a + b + c + d + e + f;
    sums[1] = g * 100 + h * 10 + i;
}

/* Yields to the main program again and again. */
static void generate(int from, int to)
{
    for (int i = from; i < to; i++) {
        sums[2] = i;
        visits++;
        CHECK_INT(swapcontext(&other, &home), 0);
    }
}

static void second(void)
{
    visits += 100;
}

static void end_of_thread(void)
{
    visits = 7;
}

static void *in_thread(void *unused)
{
    ucontext_t context;

    (void)unused;
    prepare(&context, NULL);
    makecontext(&context, end_of_thread, 0);
    setcontext(&context);
    return "not reached";
}

int main(void)
{
    sigset_t set, now;
    pthread_t thread;
    void *result = "";
    int local = 1;

    /* A context can be returned to. */
    CHECK_INT(getcontext(&home), 0);
    if (++passes < 3)
        setcontext(&home);
    CHECK_INT(passes, 3);
    CHECK_INT(local, 1);

    /* Nine arguments, three of them on the stack. */
    prepare(&other, &home);
    makecontext(&other, (void (*)(void))add, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    CHECK_INT(swapcontext(&home, &other), 0);
    CHECK_INT(sums[0], 21);
    CHECK_INT(sums[1], 789);

    /* A generator, then the context that follows it. */
    prepare(&last, &home);
    makecontext(&last, second, 0);
    prepare(&other, &last);
    makecontext(&other, (void (*)(void))generate, 2, 3, 6);
    for (int i = 3; i < 6; i++) {
        CHECK_INT(swapcontext(&home, &other), 0);
        CHECK_INT(sums[2], i);
    }
    CHECK_INT(visits, 3);
    CHECK_INT(swapcontext(&home, &other), 0);
    CHECK_INT(visits, 103);

    /* The signal mask and the rounding direction belong to a context. */
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    passes = 0;
    CHECK_INT(getcontext(&home), 0);
    if (!passes++) {
        CHECK_INT(sigprocmask(SIG_BLOCK, &set, NULL), 0);
        CHECK_INT(fesetround(FE_UPWARD), 0);
        setcontext(&home);
    }
    CHECK_INT(sigprocmask(SIG_BLOCK, NULL, &now), 0);
    CHECK_INT(sigismember(&now, SIGUSR1), 0);
    CHECK_INT(fegetround(), FE_TONEAREST);
    CHECK_INT(passes, 2);

    /* Without a context that follows the thread ends. glibc ends the program. */
#ifndef __GLIBC__
    CHECK_INT(pthread_create(&thread, NULL, in_thread, NULL), 0);
    CHECK_INT(pthread_join(thread, &result), 0);
    CHECK(result == NULL);
    CHECK_INT(visits, 7);
#else
    (void)thread, (void)result, (void)in_thread;
#endif
    return test_done();
}
