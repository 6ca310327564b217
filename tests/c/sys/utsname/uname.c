#include <sys/utsname.h>
#include "test.h"

int main(void) {
    struct utsname names;
    CHECK(uname(&names) >= 0);
    CHECK(names.sysname[0] != 0);
    CHECK(names.release[0] != 0);
    CHECK_STR(names.machine, "x86_64");
    return test_done();
}
