/* chroot, as far as one without authority gets. */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    if (geteuid() != 0) CHECK_ERRNO(chroot("."), -1, EPERM);
    /* Without the authority the name does not matter. */
    CHECK_INT(chroot("/does/not/exist"), -1);
    CHECK(errno == ENOENT || errno == EPERM);
    return test_done();
}
