/* The name of a terminal is the one by which it was opened. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    char name[64], own[64];
    int control = posix_openpt(O_RDWR | O_NOCTTY);
    REQUIRE(control >= 0 && grantpt(control) == 0 && unlockpt(control) == 0);
    REQUIRE(ptsname_r(control, name, sizeof name) == 0);
    int terminal = open(name, O_RDWR | O_NOCTTY);
    REQUIRE(terminal >= 0);
    CHECK_INT(ttyname_r(terminal, own, sizeof own), 0);
    CHECK_STR(own, name);
    CHECK_STR(ttyname(terminal), name);
    CHECK_INT(ttyname_r(terminal, own, 3), ERANGE);
    return test_done();
}
