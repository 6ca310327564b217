#define _GNU_SOURCE
#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *memory = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    REQUIRE(memory != MAP_FAILED);
    memory[0] = 1;
    CHECK_INT(mlock(memory, page), 0);
    CHECK_INT(munlock(memory, page), 0);
    CHECK_ERRNO(mlockall(0), -1, EINVAL);
    CHECK_INT(munlockall(), 0);
    return test_done();
}
