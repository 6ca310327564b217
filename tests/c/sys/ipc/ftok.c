#define _GNU_SOURCE
#include <errno.h>
#include <sys/ipc.h>
#include "test.h"

int main(void) {
    key_t key = ftok("/", 'a');
    CHECK(key != -1);
    CHECK_INT(ftok("/", 'a'), key);
    CHECK(ftok("/", 'b') != key);
    CHECK_INT((unsigned)key >> 24, 'a');
    CHECK_INT(ftok("/", 'a' + 256), key);
    CHECK_ERRNO(ftok("/does/not/exist", 1), -1, ENOENT);
    return test_done();
}
