/* Answers in the C locale. */
#define _GNU_SOURCE
#include <stdlib.h>
#include "test.h"

int main(void) {
    CHECK_INT(rpmatch("yes"), 1);
    CHECK_INT(rpmatch("Y"), 1);
    CHECK_INT(rpmatch("no"), 0);
    CHECK_INT(rpmatch("Never"), 0);
    CHECK_INT(rpmatch(""), -1);
    CHECK_INT(rpmatch("1"), -1);
    return test_done();
}
