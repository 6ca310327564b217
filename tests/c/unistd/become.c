/* Becoming another user, for a while and for good; for those who may. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "test.h"

enum { USER = 1234, GROUP = 2345, OTHER = 3456 };

static int is(uid_t real, uid_t effective, uid_t saved) {
    uid_t r, e, s;
    return getresuid(&r, &e, &s) == 0 && r == real && e == effective && s == saved && getuid() == real
           && geteuid() == effective;
}

static int opens(const char *path) {
    int fd = open(path, O_RDWR);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

/* Whether the child's checks held. */
static int child(int (*checks)(void)) {
    int status;
    pid_t pid = fork();
    if (pid == 0)
        _exit(checks() ? 0 : 1);
    return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static int for_good(void) {
    gid_t groups[4];
    return setgroups(0, NULL) == 0 && setgid(GROUP) == 0 && setuid(USER) == 0 && is(USER, USER, USER)
           && getgid() == GROUP && getegid() == GROUP && getgroups(4, groups) == 0 && !opens("secret") && opens("own")
           && setuid(0) < 0 && errno == EPERM && seteuid(0) < 0 && errno == EPERM && setreuid(0, 0) < 0
           && setgid(0) < 0 && errno == EPERM && setgroups(1, groups) < 0 && errno == EPERM && is(USER, USER, USER)
           && setuid(USER) == 0 && chown("own", 0, 0) < 0 && errno == EPERM;
}

static int three(void) {
    return setresuid(USER, OTHER, USER + 1) == 0 && is(USER, OTHER, USER + 1) && !opens("own")
           && seteuid(USER) == 0 && opens("own") && seteuid(0) < 0 && errno == EPERM
           && setresuid(-1, USER + 1, -1) == 0 && is(USER, USER + 1, USER + 1)
           && setresuid(USER + 1, USER + 1, USER + 1) == 0 && seteuid(USER) < 0 && errno == EPERM;
}

static int swapped(void) {
    return setreuid(USER, 0) == 0 && is(USER, 0, 0) && setreuid(0, USER) == 0 && is(0, USER, USER) && !opens("secret")
           && setreuid(USER, 0) == 0 && geteuid() == 0 && opens("secret");
}

static int inherited(void) {
    return seteuid(USER) == 0 && child(for_good) == 0 && is(0, USER, 0);
}

int main(void) {
    if (geteuid() != 0 || getuid() != 0) {
        CHECK(setuid(geteuid() + 1) < 0);
        return test_done();
    }
    char directory[] = "/tmp/become-XXXXXX";
    REQUIRE(mkdtemp(directory) != NULL && chdir(directory) == 0 && chmod(".", 0777) == 0);
    umask(0);
    int fd = open("secret", O_CREAT | O_WRONLY, 0600);
    REQUIRE(fd >= 0 && close(fd) == 0);

    CHECK_INT(setegid(GROUP), 0);
    CHECK_INT(seteuid(USER), 0);
    CHECK(is(0, USER, 0) && getgid() == 0 && getegid() == GROUP);
    CHECK_ERRNO(open("secret", O_RDWR), -1, EACCES);
    fd = open("own", O_CREAT | O_WRONLY, 0600);
    struct stat status;
    CHECK(fd >= 0 && fstat(fd, &status) == 0 && status.st_uid == USER && status.st_gid == GROUP);
    CHECK_INT(close(fd), 0);
    CHECK_ERRNO(setgroups(0, NULL), -1, EPERM);
    CHECK_INT(seteuid(0), 0);
    CHECK_INT(setegid(0), 0);
    CHECK(is(0, 0, 0) && opens("secret"));

    gid_t before[64], groups[64], wanted[2] = {OTHER, GROUP};
    int count = getgroups(64, before);
    CHECK_INT(setgroups(2, wanted), 0);
    CHECK(getgroups(64, groups) == 2 && groups[0] + groups[1] == OTHER + GROUP);
    CHECK_INT(setgroups(count, before), 0);

    CHECK(child(for_good));
    CHECK(child(three));
    CHECK(child(swapped));
    CHECK(child(inherited));
    CHECK(is(0, 0, 0));
    CHECK(unlink("secret") == 0 && unlink("own") == 0 && chdir("/") == 0 && rmdir(directory) == 0);
    return test_done();
}
