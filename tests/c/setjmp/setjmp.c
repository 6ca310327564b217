#include <setjmp.h>
#include <signal.h>
#include "test.h"

static jmp_buf plain;
static sigjmp_buf with_mask;

static void deep(int depth, int value) {
    volatile char space[256];
    space[0] = (char)depth;
    if (depth > 0)
        deep(depth - 1, value + space[0] * 0);
    longjmp(plain, value);
}

static int jumps(int value) {
    volatile double kept = 1.5;
    int got = setjmp(plain);
    if (got == 0)
        deep(20, value);
    CHECK(kept == 1.5);
    return got;
}

static int is_blocked(int number) {
    sigset_t now;
    sigprocmask(SIG_SETMASK, NULL, &now);
    return sigismember(&now, number);
}

int main(void) {
    CHECK_INT(jumps(7), 7);
    CHECK_INT(jumps(-3), -3);
    CHECK_INT(jumps(0), 1);

    volatile int rounds = 0;
    setjmp(plain);
    if (++rounds < 5)
        longjmp(plain, rounds);
    CHECK_INT(rounds, 5);

    sigset_t usr;
    sigemptyset(&usr);
    sigaddset(&usr, SIGUSR1);
    for (int save = 0; save < 2; save++) {
        sigprocmask(SIG_UNBLOCK, &usr, NULL);
        if (sigsetjmp(with_mask, save) == 0) {
            sigprocmask(SIG_BLOCK, &usr, NULL);
            siglongjmp(with_mask, 1);
        }
        CHECK_INT(is_blocked(SIGUSR1), !save);
    }
    return test_done();
}
