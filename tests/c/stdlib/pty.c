#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    char name[64];
    int control = posix_openpt(O_RDWR | O_NOCTTY);
    REQUIRE(control >= 0);
    CHECK_INT(grantpt(control), 0);
    CHECK_INT(unlockpt(control), 0);
    CHECK_INT(ptsname_r(control, name, sizeof name), 0);
    CHECK_STR(ptsname(control), name);
    CHECK_INT(ptsname_r(control, name, 2), ERANGE);
    CHECK_INT(ptsname_r(control, name, sizeof name), 0);
    int terminal = open(name, O_RDWR | O_NOCTTY);
    CHECK(terminal >= 0);
    CHECK_INT(isatty(terminal), 1);
    char own[64];
    CHECK_INT(ttyname_r(terminal, own, sizeof own), 0);
    CHECK_STR(own, name);
    CHECK_STR(ttyname(terminal), name);
    CHECK_INT(ttyname_r(terminal, own, 3), ERANGE);
    close(terminal);
    close(control);
    int plain = open("plain", O_RDWR | O_CREAT, 0600);
    CHECK(ptsname(plain) == NULL);
    CHECK_INT(ptsname_r(plain, name, sizeof name), ENOTTY);
    CHECK_ERRNO(grantpt(plain), -1, EINVAL);
    CHECK(unlockpt(plain) == -1);
    close(plain);
    unlink("plain");
    return test_done();
}
