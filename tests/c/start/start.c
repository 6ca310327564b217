/* Constructors, thread-local variables and arguments are ready before main. */
#include <stddef.h>
#include <stdint.h>
#include "test.h"

static _Thread_local int initialized = 42;
static _Thread_local _Alignas(128) char aligned[200];
static int constructed;

__attribute__((constructor)) static void construct(void) {
    constructed = initialized;
}

int main(int argc, char **argv) {
    CHECK_INT(constructed, 42);
    CHECK_INT((uintptr_t)aligned % 128, 0);
    CHECK_INT(aligned[199], 0);
    CHECK(argc >= 1 && argv[0] != NULL && argv[argc] == NULL);
    return test_done();
}
