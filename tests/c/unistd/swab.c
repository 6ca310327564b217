#define _XOPEN_SOURCE 700
#include <unistd.h>
#include "test.h"

int main(void) {
    char to[8] = "-------";
    swab("badcfe", to, 6);
    CHECK_STR(to, "abcdef-");
    swab("xy", to, 0);
    CHECK_STR(to, "abcdef-");
    swab("xy", to, -2);
    CHECK_STR(to, "abcdef-");
    swab("yxz", to, 3);
    CHECK(memcmp(to, "xy", 2) == 0);
    CHECK_STR(to + 3, "def-");
    return test_done();
}
