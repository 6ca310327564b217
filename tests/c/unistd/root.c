/* chroot, as far as one without authority gets. */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    if (geteuid() != 0) CHECK_ERRNO(chroot("."), -1, EPERM);
#ifndef __capos__
    CHECK_ERRNO(chroot("/does/not/exist"), -1, ENOENT);
#else
    CHECK_ERRNO(chroot("/does/not/exist"), -1, EPERM);
#endif
    return test_done();
}
