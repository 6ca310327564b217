#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    char folder[] = "/tmp/capos-names-XXXXXX", where[PATH_MAX], target[8];
    CHECK(mkdtemp(folder) != NULL);
    CHECK_INT(chdir(folder), 0);
    CHECK_STR(getcwd(where, sizeof where), folder);
    char *mine = getcwd(NULL, 0);
    CHECK_STR(mine, folder);
    free(mine);
    CHECK_ERRNO(getcwd(where, 2), NULL, ERANGE);
    CHECK_ERRNO(getcwd(where, 0), NULL, EINVAL);

    close(open("a", O_CREAT | O_WRONLY, 0600));
    CHECK_INT(access("a", F_OK), 0);
    CHECK_ERRNO(access("b", F_OK), -1, ENOENT);
    CHECK_INT(link("a", "b"), 0);
    CHECK_INT(access("b", R_OK | W_OK), 0);
    CHECK_INT(symlink("a", "c"), 0);
    memset(target, '.', sizeof target);
    CHECK_INT(readlink("c", target, sizeof target), 1);
    CHECK(target[0] == 'a' && target[1] == '.');
    CHECK_ERRNO(readlink("a", target, sizeof target), -1, EINVAL);
    CHECK_INT(unlinkat(AT_FDCWD, "c", 0), 0);
    CHECK_INT(unlink("b"), 0);
    CHECK_INT(unlink("a"), 0);
    CHECK_ERRNO(unlink("a"), -1, ENOENT);
    CHECK_INT(chdir("/"), 0);
    CHECK_INT(rmdir(folder), 0);
    return test_done();
}
