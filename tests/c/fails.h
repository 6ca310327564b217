/* Checks of functions that fail with a number in errno. Where two are right, both are asked for. */
#ifndef FAILS_H
#define FAILS_H

#include <errno.h>
#include "test.h"

/* One failing call: its result, the errno it left, and what is right. */
static void test_fails(long result, int one, int other, const char *file, int line, const char *call) {
    int number = errno;
    int ok = result == -1 && (number == one || number == other);
    test_report(ok, file, line, call);
    if (!ok)
        printf("# got %ld and errno %d, want -1 and %d\n", result, number, one);
}

#define EITHER(call, one, other) (errno = 0, test_fails((long)(call), one, other, __FILE__, __LINE__, #call))
#define FAILS(call, number) (errno = 0, test_fails((long)(call), number, number, __FILE__, __LINE__, #call))
/* Functions that answer a pointer. */
#define IS_NULL(call, number) FAILS((call) == NULL ? -1 : 0, number)
#define NO_MAP(call, number) FAILS((call) == MAP_FAILED ? -1 : 0, number)

#endif
