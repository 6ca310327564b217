#include <errno.h>
#include <sys/mman.h>
#include "test.h"

int main(void) {
    size_t size = 3 * 4096;
    char *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(memory != MAP_FAILED);
    CHECK(memory[0] == 0 && memory[size - 1] == 0);
    memory[100] = 7;
    CHECK_INT(mprotect(memory, 4096, PROT_READ), 0);
    CHECK_INT(memory[100], 7);
    CHECK_INT(posix_madvise(memory, size, POSIX_MADV_DONTNEED), 0);
    CHECK_INT(memory[100], 7);
    CHECK_INT(madvise(memory, 4096, MADV_DONTNEED), 0);
    CHECK_INT(memory[100], 0);
    CHECK_INT(munmap(memory, size), 0);
    CHECK_ERRNO(mmap(NULL, 0, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), MAP_FAILED, EINVAL);
    CHECK_ERRNO(mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, -1, 0), MAP_FAILED, EBADF);
    return test_done();
}
