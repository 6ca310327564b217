#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/sendfile.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    char one[] = "/tmp/send-XXXXXX", two[] = "/tmp/send-XXXXXX";
    int from = mkstemp(one), to = mkstemp(two);
    CHECK(from >= 0 && to >= 0);
    CHECK_INT(write(from, "0123456789", 10), 10);
    off_t start = 3;
    CHECK_INT(sendfile(to, from, &start, 4), 4);
    CHECK_INT(start, 7);
    CHECK_INT(lseek(from, 2, SEEK_SET), 2);
    CHECK_INT(sendfile(to, from, NULL, 100), 8);
    CHECK_INT(lseek(from, 0, SEEK_CUR), 10);
    char text[16] = "";
    CHECK_INT(pread(to, text, sizeof text, 0), 12);
    CHECK_STR(text, "345623456789");
    CHECK_ERRNO(sendfile(-1, from, NULL, 1), -1, EBADF);
    close(from);
    close(to);
    unlink(one);
    unlink(two);
    return test_done();
}
