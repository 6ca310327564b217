/* Shared memory objects. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    char name[64];
    struct stat status;
    snprintf(name, sizeof name, "/test-shared-%d", (int)getpid());
    shm_unlink(name);
    CHECK_ERRNO(shm_open(name, O_RDWR, 0), -1, ENOENT);
    int file = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
    REQUIRE(file >= 0);
    CHECK_ERRNO(shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600), -1, EEXIST);
    CHECK_INT(fcntl(file, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
    CHECK_INT(fstat(file, &status), 0);
    CHECK_INT(status.st_size, 0);
    CHECK_INT(ftruncate(file, 8192), 0);
    char *one = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    REQUIRE(one != MAP_FAILED);
    int again = shm_open(name, O_RDWR, 0);
    REQUIRE(again >= 0);
    char *two = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, again, 0);
    REQUIRE(two != MAP_FAILED);
    strcpy(one + 5000, "shared");
    CHECK_STR(two + 5000, "shared");
    CHECK_INT(shm_unlink(name), 0);
    CHECK_ERRNO(shm_unlink(name), -1, ENOENT);
    CHECK_STR(two + 5000, "shared");
    munmap(one, 8192);
    munmap(two, 8192);
    close(file);
    close(again);
    return test_done();
}
