#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    char folder[] = "/tmp/access-XXXXXX";
    CHECK(mkdtemp(folder) != NULL);
    CHECK_INT(chdir(folder), 0);
    int fd = open("file", O_CREAT | O_RDWR, 0600);
    CHECK(fd >= 0);
    CHECK_INT(eaccess("file", R_OK | W_OK), 0);
    CHECK_INT(euidaccess("file", F_OK), 0);
    CHECK_ERRNO(eaccess("missing", F_OK), -1, ENOENT);
    CHECK_ERRNO(euidaccess("missing", R_OK), -1, ENOENT);
    CHECK_INT(fchown(fd, (uid_t)-1, (gid_t)-1), 0);
    CHECK_INT(fchown(fd, getuid(), getgid()), 0);
    CHECK_ERRNO(fchown(-1, 0, 0), -1, EBADF);
    close(fd);

    /* PWD counts where it is right. */
    CHECK_INT(symlink(".", "link"), 0);
    char other[64];
    sprintf(other, "%s/link", folder);
    setenv("PWD", other, 1);
    char *name = get_current_dir_name();
    CHECK_STR(name, other);
    free(name);
    setenv("PWD", "/", 1);
    name = get_current_dir_name();
    CHECK_STR(name, folder);
    free(name);
    unsetenv("PWD");
    name = get_current_dir_name();
    CHECK_STR(name, folder);
    free(name);

    name = canonicalize_file_name("link/link/../file");
    CHECK(name == NULL);
    CHECK_INT(errno, ENOENT);
    name = canonicalize_file_name("link/./link/file");
    sprintf(other, "%s/file", folder);
    CHECK_STR(name, other);
    free(name);

    char temporary[] = "new-XXXXXX";
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    CHECK(mktemp(temporary) == temporary);
    CHECK(strncmp(temporary, "new-", 4) == 0 && strcmp(temporary + 4, "XXXXXX") != 0);
    CHECK_ERRNO(access(temporary, F_OK), -1, ENOENT);
    char wrong[] = "new-XXXXX";
    errno = 0;
    CHECK(mktemp(wrong) == wrong);
    CHECK_INT(errno, EINVAL);
    CHECK_STR(wrong, "");
#pragma GCC diagnostic pop
    CHECK_INT(unlink("link"), 0);
    CHECK_INT(unlink("file"), 0);
    CHECK_INT(rmdir(folder), 0);
    return test_done();
}
