/* What files and directories of another user refuse: EACCES and EPERM, function by function as POSIX.1-2024 lists them.
   The super-user prepares the tree; who is another from the start has nobody to be refused by. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <glob.h>
#include <grp.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utime.h>
#include "fails.h"
#include "test.h"

enum { USER = 1234, GROUP = 2345 };

static void make(const char *path, mode_t mode) {
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    REQUIRE(fd >= 0 && write(fd, "text", 4) == 4 && close(fd) == 0 && chmod(path, mode) == 0);
}

static void make_tree(void) {
    static char folder[] = "/tmp/refusals-XXXXXX";
    REQUIRE(mkdtemp(folder) != NULL && chmod(folder, 0777) == 0 && chdir(folder) == 0);
    make("theirs", 0644);
    make("private", 0600);
    REQUIRE(mkdir("seen", 0755) == 0 && mkdir("seen/d", 0777) == 0 && mkdir("their-directory", 0755) == 0);
    make("seen/f", 0666);
    REQUIRE(mkdir("sticky", 01777) == 0 && chmod("sticky", 01777) == 0 && mkdir("sticky/d", 0777) == 0);
    make("sticky/f", 0666);
    REQUIRE(mkdir("shut", 0700) == 0 && symlink("y", "shut/link") == 0);
    make("shut/x", 0666);
    make("own", 0644);
    make("of-another-group", 0644);
    REQUIRE(chown("own", USER, GROUP) == 0 && chown("of-another-group", USER, 0) == 0);
    REQUIRE(mkdir("mine", 0755) == 0 && chown("mine", USER, GROUP) == 0);
    REQUIRE(symlink("shut/x", "into-shut") == 0);
}

static void contents(void) {
    FAILS(open("private", O_RDONLY), EACCES);
    FAILS(open("theirs", O_WRONLY), EACCES);
    FAILS(open("theirs", O_RDWR), EACCES);
    FAILS(open("theirs", O_RDONLY | O_TRUNC), EACCES);
    FAILS(open("private", O_RDONLY | O_CREAT, 0600), EACCES);
    FAILS(open("private", O_RDONLY | O_CREAT | O_EXCL, 0600), EEXIST);
    FAILS(open("seen/new", O_WRONLY | O_CREAT, 0600), EACCES);
    FAILS(open("shut", O_RDONLY), EACCES);
    FAILS(open("shut/x", O_RDONLY), EACCES);
    FAILS(open("shut/../theirs", O_RDONLY), EACCES);
    FAILS(open("into-shut", O_RDONLY), EACCES);
    FAILS(open("seen", O_WRONLY), EISDIR);
    FAILS(creat("theirs", 0600), EACCES);
    FAILS(creat("seen/new", 0600), EACCES);
    FAILS(truncate("theirs", 0), EACCES);
    FAILS(truncate("shut/x", 0), EACCES);
    IS_NULL(fopen("private", "r"), EACCES);
    IS_NULL(fopen("theirs", "r+"), EACCES);
    IS_NULL(fopen("theirs", "w"), EACCES);
    IS_NULL(fopen("seen/new", "w"), EACCES);
    FAILS(execl("theirs", "theirs", (char *)NULL), EACCES);
    FAILS(execl("shut/x", "x", (char *)NULL), EACCES);
    FAILS(execl("seen", "seen", (char *)NULL), EACCES);
    struct stat status;
    CHECK(stat("theirs", &status) == 0 && status.st_size == 4);
    CHECK(access("seen/new", F_OK) < 0 && errno == ENOENT);
}

static void looks(void) {
    struct stat status;
    struct statvfs volume;
    char room[PATH_MAX];
    FAILS(stat("shut/x", &status), EACCES);
    FAILS(lstat("shut/x", &status), EACCES);
    FAILS(lstat("shut/missing", &status), EACCES);
    FAILS(stat("into-shut", &status), EACCES);
    CHECK_INT(lstat("into-shut", &status), 0);
    CHECK_INT(stat("shut", &status), 0);
    FAILS(fstatat(AT_FDCWD, "shut/x", &status, 0), EACCES);
    FAILS(statvfs("shut/x", &volume), EACCES);
    FAILS(pathconf("shut/x", _PC_LINK_MAX), EACCES);
    FAILS(readlink("shut/link", room, sizeof room), EACCES);
    IS_NULL(realpath("shut/x", room), EACCES);
    IS_NULL(realpath("into-shut", room), EACCES);
    FAILS(access("private", R_OK), EACCES);
    FAILS(access("theirs", W_OK), EACCES);
    FAILS(access("theirs", X_OK), EACCES);
    FAILS(access("shut/x", F_OK), EACCES);
    CHECK_INT(access("theirs", R_OK), 0);
    FAILS(faccessat(AT_FDCWD, "private", R_OK, AT_EACCESS), EACCES);
    FAILS(chdir("shut"), EACCES);
    FAILS(chdir("shut/.."), EACCES);
    IS_NULL(opendir("shut"), EACCES);
    struct dirent **names;
    FAILS(scandir("shut", &names, NULL, NULL), EACCES);
    /* A directory that can be read and not searched. */
    REQUIRE(mkdir("mine/listed", 0700) == 0 && mkdir("mine/listed/x", 0700) == 0 && chmod("mine/listed", 0400) == 0);
    FAILS(stat("mine/listed/x", &status), EACCES);
    CHECK(scandir("mine/listed", &names, NULL, NULL) == 3);
}

static void names(void) {
    char room[PATH_MAX];
    FAILS(mkdir("seen/new", 0700), EACCES);
    FAILS(mkdir("seen/d", 0700), EEXIST);
    FAILS(mkdir("shut/new", 0700), EACCES);
    FAILS(mkfifo("seen/new", 0600), EACCES);
    FAILS(mknod("seen/new", S_IFIFO | 0600, 0), EACCES);
    FAILS(mknod("new", S_IFCHR | 0600, makedev(1, 3)), EPERM);
    FAILS(symlink("x", "seen/new"), EACCES);
    FAILS(symlink("x", "shut/new"), EACCES);
    FAILS(link("own", "seen/new"), EACCES);
    FAILS(link("own", "shut/new"), EACCES);
    FAILS(link("shut/x", "new"), EACCES);
    EITHER(link("seen", "new"), EPERM, EACCES);
    FAILS(unlink("seen/f"), EACCES);
    FAILS(unlink("shut/x"), EACCES);
    EITHER(unlink("sticky/f"), EPERM, EACCES);
    FAILS(rmdir("seen/d"), EACCES);
    FAILS(rmdir("shut/d"), EACCES);
    EITHER(rmdir("sticky/d"), EPERM, EACCES);
    FAILS(remove("seen/f"), EACCES);
    FAILS(rename("seen/f", "new"), EACCES);
    FAILS(rename("own", "seen/new"), EACCES);
    FAILS(rename("own", "seen/f"), EACCES);
    FAILS(rename("own", "shut/new"), EACCES);
    EITHER(rename("sticky/f", "sticky/g"), EPERM, EACCES);
    EITHER(rename("sticky/f", "new"), EPERM, EACCES);
    EITHER(rename("own", "sticky/f"), EPERM, EACCES);
    EITHER(rename("mine", "sticky/d"), EPERM, EACCES);
    /* Its `..` changes, and it may not be written. */
    FAILS(rename("their-directory", "mine/new"), EACCES);
    CHECK_INT(rename("their-directory", "same-parent"), 0);
    FAILS(mkstemp(strcpy(room, "seen/XXXXXX")), EACCES);
    IS_NULL(mkdtemp(strcpy(room, "seen/XXXXXX")), EACCES);
    CHECK(access("own", F_OK) == 0 && access("seen/f", F_OK) == 0 && access("sticky/f", F_OK) == 0);
}

static void attributes(void) {
    const struct timespec now[2] = {{0, UTIME_NOW}, {0, UTIME_NOW}}, then[2] = {{5, 0}, {5, 0}};
    const struct timespec keep[2] = {{0, UTIME_OMIT}, {0, UTIME_OMIT}}, half[2] = {{0, UTIME_NOW}, {0, UTIME_OMIT}};
    struct utimbuf old = {5, 5};
    struct stat status;
    int fd = open("theirs", O_RDONLY);
    REQUIRE(fd >= 0);
    FAILS(chmod("theirs", 0666), EPERM);
    FAILS(chmod("shut/x", 0666), EACCES);
    FAILS(fchmod(fd, 0666), EPERM);
    FAILS(fchmodat(AT_FDCWD, "theirs", 0666, 0), EPERM);
    FAILS(chown("theirs", USER, (gid_t)-1), EPERM);
    FAILS(chown("own", 0, (gid_t)-1), EPERM);
    FAILS(chown("own", (uid_t)-1, 0), EPERM);
    FAILS(chown("shut/x", USER, GROUP), EACCES);
    FAILS(lchown("into-shut", USER, GROUP), EPERM);
    FAILS(fchown(fd, USER, GROUP), EPERM);
    FAILS(fchownat(AT_FDCWD, "theirs", USER, GROUP, 0), EPERM);
    CHECK_INT(chown("own", USER, GROUP), 0);
    FAILS(utimensat(AT_FDCWD, "theirs", NULL, 0), EACCES);
    FAILS(utimensat(AT_FDCWD, "theirs", now, 0), EACCES);
    FAILS(utimensat(AT_FDCWD, "theirs", then, 0), EPERM);
    FAILS(utimensat(AT_FDCWD, "theirs", half, 0), EPERM);
    CHECK_INT(utimensat(AT_FDCWD, "theirs", keep, 0), 0);
    FAILS(utimensat(AT_FDCWD, "shut/x", now, 0), EACCES);
    FAILS(futimens(fd, NULL), EACCES);
    FAILS(futimens(fd, then), EPERM);
    FAILS(utime("theirs", NULL), EACCES);
    FAILS(utime("theirs", &old), EPERM);
    FAILS(open("theirs", O_RDONLY | O_NOATIME), EPERM);
    FAILS(chroot("."), EPERM);
    close(fd);
    /* Set-group-ID is for one's own groups, and what is written loses set-user-ID. */
    CHECK(chmod("of-another-group", 02755) == 0 && stat("of-another-group", &status) == 0);
    CHECK_INT(status.st_mode & 07777, 0755);
    CHECK(chmod("own", 06755) == 0 && stat("own", &status) == 0);
    CHECK_INT(status.st_mode & 07777, 06755);
    REQUIRE((fd = open("own", O_WRONLY)) >= 0 && write(fd, "t", 1) == 1 && close(fd) == 0);
    CHECK(stat("own", &status) == 0);
    CHECK_INT(status.st_mode & 07777, 0755);
}

static int unreadable;

static int visit(const char *path, const struct stat *status, int type, struct FTW *where) {
    (void)status, (void)where;
    unreadable += type == FTW_DNR && strcmp(path, "shut") == 0;
    return 0;
}

static int told;

static int tell(const char *path, int number) {
    told = strcmp(path, "shut") == 0 || strcmp(path, "shut/") == 0 ? number : -1;
    return 0;
}

static void walks(void) {
    glob_t found;
    CHECK(nftw("shut", visit, 4, FTW_PHYS) == 0 && unreadable == 1);
    FAILS(nftw("shut/x", visit, 4, FTW_PHYS), EACCES);
    CHECK_INT(glob("shut/*", GLOB_ERR, NULL, &found), GLOB_ABORTED);
    CHECK_INT(glob("shut/*", 0, tell, &found), GLOB_NOMATCH);
    CHECK_INT(told, EACCES);
}

int main(void) {
    if (geteuid() == 0) {
        make_tree();
        REQUIRE(setgroups(0, NULL) == 0 && setgid(GROUP) == 0 && setuid(USER) == 0);
        contents();
        looks();
        names();
        attributes();
        walks();
    }
    return test_done();
}
