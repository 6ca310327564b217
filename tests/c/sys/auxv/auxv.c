#include <errno.h>
#include <sys/auxv.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    CHECK_INT(getauxval(AT_PAGESZ), sysconf(_SC_PAGESIZE));
    CHECK_INT(getauxval(AT_UID), getuid());
    CHECK(getauxval(AT_RANDOM) != 0);
    CHECK_ERRNO(getauxval(123456), 0, ENOENT);
    return test_done();
}
