#include <errno.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    char text[64];
    CHECK_INT(sysconf(_SC_PAGESIZE), 4096);
    CHECK(sysconf(_SC_NPROCESSORS_ONLN) >= 1);
    CHECK(sysconf(_SC_OPEN_MAX) >= 20);
    CHECK_ERRNO(sysconf(99999), -1, EINVAL);
    CHECK(pathconf("/", _PC_NAME_MAX) >= 14);
    CHECK(confstr(_CS_PATH, text, sizeof text) > 1);
    CHECK_INT(gethostname(text, sizeof text), 0);
    CHECK_INT(getpagesize(), 4096);
    return test_done();
}
