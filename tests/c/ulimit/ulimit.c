#include <errno.h>
#include <sys/resource.h>
#include <ulimit.h>
#include "test.h"

int main(void) {
    struct rlimit limit;
    REQUIRE(getrlimit(RLIMIT_FSIZE, &limit) == 0);
    long before = ulimit(UL_GETFSIZE);
    CHECK(limit.rlim_cur == RLIM_INFINITY ? before > 1000000 : (rlim_t)before == limit.rlim_cur / 512);
    CHECK_INT(ulimit(UL_SETFSIZE, 100L), 100);
    CHECK_INT(ulimit(UL_GETFSIZE), 100);
    CHECK_ERRNO(ulimit(77), -1, EINVAL);
    return test_done();
}
