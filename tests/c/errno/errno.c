#include <errno.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    CHECK_INT(errno, 0);
    CHECK_ERRNO(close(-1), -1, EBADF);
    errno = 7;
    CHECK_INT(errno, 7);
    CHECK_INT(EAGAIN, EWOULDBLOCK);
    CHECK_INT(ENOENT, 2);
    CHECK_INT(ERANGE, 34);
    CHECK_INT(EILSEQ, 84);
    return test_done();
}
