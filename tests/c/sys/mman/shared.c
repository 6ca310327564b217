#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    char name[32];
    snprintf(name, sizeof name, "/test-%d", (int)getpid());
    CHECK_ERRNO(shm_open(name, O_RDWR, 0600), -1, ENOENT);
    int fd = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
    REQUIRE(fd >= 0);
    CHECK_INT(fcntl(fd, F_GETFD), FD_CLOEXEC);
    CHECK_ERRNO(shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600), -1, EEXIST);
    CHECK_INT(ftruncate(fd, 4096), 0);
    int *shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    REQUIRE(shared != MAP_FAILED);
    CHECK_INT(shared[0], 0);
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        int other = shm_open(name, O_RDWR, 0);
        int *same = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, other, 0);
        if (same == MAP_FAILED)
            _exit(1);
        same[0] = 1;
        shared[1] = 2;
        _exit(0);
    }
    int status;
    CHECK_INT(waitpid(pid, &status, 0), pid);
    CHECK_INT(status, 0);
    CHECK(shared[0] == 1 && shared[1] == 2);
    CHECK_INT(shm_unlink(name), 0);
    CHECK_ERRNO(shm_unlink(name), -1, ENOENT);
    CHECK_ERRNO(shm_open("/", O_RDWR | O_CREAT, 0600), -1, EINVAL);
    close(fd);
    return test_done();
}
