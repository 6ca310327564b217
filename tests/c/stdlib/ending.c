/* exit runs what atexit registered, last first, and ends with the status; the test reports from the last handler. */
#include <stdlib.h>

#include "../test.h"

static int order[40], calls;

static void first_registered(void) {
    CHECK_INT(calls, 34);
    CHECK_INT(order[0], 3);
    CHECK_INT(order[1], 4);
    CHECK_INT(order[2], 2);
    int status = test_done();
    fflush(stdout);
    _Exit(status);
}

static void record(int what) {
    order[calls++] = what;
}

static void second(void) {
    record(2);
}

static void nested(void) {
    record(4);
}

static void third(void) {
    record(3);
    atexit(nested);
}

static void filler(void) {
    record(1);
}

int main(void) {
    CHECK_INT(atexit(first_registered), 0);
    for (int i = 0; i < 31; i++)
        atexit(filler);
    CHECK_INT(atexit(second), 0);
    CHECK_INT(atexit(third), 0);
    CHECK_INT(at_quick_exit(filler), 0);
    exit(3);
}
