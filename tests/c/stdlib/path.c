/* Resolving path names, in the working directory. */
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../test.h"

int main(void) {
    char directory[] = "capos-path-XXXXXX", here[PATH_MAX], there[PATH_MAX], want[2 * PATH_MAX];
    CHECK(getcwd(here, sizeof here) == here);
    CHECK(mkdtemp(directory) != NULL);
    CHECK(realpath(".", there) == there);
    char *base = realpath(directory, NULL);
    snprintf(want, sizeof want, "%s/%s", strcmp(there, "/") ? there : "", directory);
    CHECK_STR(base, want);
    CHECK_INT(chdir(directory), 0);
    CHECK_INT(symlink(".", "loop"), 0);
    CHECK_INT(symlink("circle", "circle"), 0);
    CHECK_INT(mkdir("sub", 0700), 0);
    CHECK(realpath("loop/loop/sub/../sub/", there) != NULL);
    snprintf(want, sizeof want, "%s/sub", base);
    CHECK_STR(there, want);
    CHECK_STR(realpath("/", there), "/");
    CHECK_STR(realpath("/../..", there), "/");
    CHECK_ERRNO(realpath("circle", there), NULL, ELOOP);
    CHECK_ERRNO(realpath("missing", there), NULL, ENOENT);
    CHECK_ERRNO(realpath("missing/..", there), NULL, ENOENT);
    CHECK_ERRNO(realpath("", there), NULL, ENOENT);
    const char *volatile none = NULL;
    CHECK_ERRNO(realpath(none, there), NULL, EINVAL);
    unlink("loop");
    unlink("circle");
    rmdir("sub");
    CHECK_INT(chdir(".."), 0);
    CHECK_INT(rmdir(directory), 0);
    free(base);
    return test_done();
}
