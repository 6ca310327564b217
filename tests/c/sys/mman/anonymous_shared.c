/* Anonymous memory that is mapped shared stays one memory over fork; private memory is copied. */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include "test.h"

static int *map(int how) {
    return mmap(NULL, 3 << 12, PROT_READ | PROT_WRITE, how | MAP_ANONYMOUS, -1, 0);
}

int main(void) {
    int *shared = map(MAP_SHARED), *private = map(MAP_PRIVATE), status = -1;
    REQUIRE(shared != MAP_FAILED && private != MAP_FAILED);
    *shared = *private = 1;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        /* A page that the parent touched, and one that nobody did. */
        shared[0] += 1;
        shared[2048] = 7;
        private[0] += 1;
        _exit(shared[0] == 2 && private[0] == 2 ? 0 : 1);
    }
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK_INT(status, 0);
    CHECK_INT(shared[0], 2);
    CHECK_INT(shared[2048], 7);
    CHECK_INT(private[0], 1);
    CHECK_INT(munmap(shared, 3 << 12), 0);
    CHECK_ERRNO(mmap(NULL, 4096, PROT_READ, MAP_ANONYMOUS, -1, 0), MAP_FAILED, EINVAL);
    return test_done();
}
