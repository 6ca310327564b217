/* The name of the controlling terminal. */
#include <stdio.h>
#include "test.h"

int main(void) {
    char name[L_ctermid];
    CHECK(ctermid(name) == name);
    CHECK_STR(name, "/dev/tty");
    CHECK_STR(ctermid(NULL), "/dev/tty");
    return test_done();
}
