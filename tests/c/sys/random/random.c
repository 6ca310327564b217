#include <errno.h>
#include <sys/random.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    unsigned char a[64] = {0}, b[64] = {0}, big[257];
    CHECK_INT(getrandom(a, sizeof a, 0), 64);
    CHECK_INT(getentropy(b, sizeof b), 0);
    CHECK(memcmp(a, b, sizeof a) != 0);
    CHECK_INT(getentropy(big, sizeof big), -1); /* EINVAL in POSIX, EIO in glibc */
    CHECK_INT(getentropy(big, 0), 0);
    return test_done();
}
