/* Without children there is nothing to wait for; the macros decode what systems report. */
#include <errno.h>
#include <sys/wait.h>
#include "test.h"

int main(void) {
    int status = 77;
    CHECK_ERRNO(wait(&status), -1, ECHILD);
    CHECK_INT(status, 77);
    CHECK_ERRNO(waitpid(-1, NULL, WNOHANG), -1, ECHILD);
    CHECK(WIFEXITED(0x0300) && !WIFSIGNALED(0x0300) && WEXITSTATUS(0x0300) == 3);
    CHECK(WIFSIGNALED(9) && !WIFEXITED(9) && WTERMSIG(9) == 9);
    CHECK(WIFSTOPPED(0x137f) && WSTOPSIG(0x137f) == 0x13);
    CHECK(WIFCONTINUED(0xffff));
    return test_done();
}
