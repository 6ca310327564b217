#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    int fd = memfd_create("nameless", MFD_CLOEXEC);
    CHECK(fd >= 0);
    CHECK_INT(fcntl(fd, F_GETFD), FD_CLOEXEC);
    CHECK_INT(ftruncate(fd, 4096), 0);
    char *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    CHECK(memory != MAP_FAILED);
    strcpy(memory, "shared");
    char text[8] = "";
    CHECK_INT(pread(fd, text, 7, 0), 7);
    CHECK_STR(text, "shared");
    CHECK_INT(munmap(memory, 4096), 0);
    close(fd);
    CHECK_ERRNO(memfd_create("x", ~0U), -1, EINVAL);
    return test_done();
}
