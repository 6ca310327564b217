/* Giving up priority, which everybody may. */
#include <errno.h>
#include <sys/resource.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    int now = getpriority(PRIO_PROCESS, 0), lower = now + 1 > 19 ? 19 : now + 1;
    CHECK_INT(setpriority(PRIO_PROCESS, 0, lower), 0);
    CHECK_INT(getpriority(PRIO_PROCESS, 0), lower);
    CHECK_INT(nice(1), lower + 1 > 19 ? 19 : lower + 1);
    return test_done();
}
