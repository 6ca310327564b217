#define _GNU_SOURCE
#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    unsigned char pages[2] = { 0, 0 };
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *memory = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    REQUIRE(memory != MAP_FAILED);
    memory[0] = 1;
    CHECK_INT(mincore(memory, page, pages), 0);
    CHECK(pages[0] & 1);
    CHECK_ERRNO(mincore(memory + 1, page, pages), -1, EINVAL);
    return test_done();
}
