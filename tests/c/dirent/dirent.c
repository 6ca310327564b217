#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "test.h"

static char folder[] = "/tmp/dirent-XXXXXX";

static void make_file(const char *name) {
    int fd = open(name, O_CREAT | O_WRONLY | O_EXCL, 0600);
    CHECK(fd >= 0);
    close(fd);
}

/* Counts the entries from here on. */
static int count(DIR *dir) {
    int n = 0;
    struct dirent *entry;
    errno = 0;
    while ((entry = readdir(dir)) != NULL)
        n++;
    CHECK_INT(errno, 0);
    return n;
}

static void positions(DIR *dir) {
    struct dirent *entry;
    char third[256] = "";
    long place = 0;
    rewinddir(dir);
    for (int i = 0; i < 3; i++) {
        place = telldir(dir);
        entry = readdir(dir);
        CHECK(entry != NULL);
        strcpy(third, entry->d_name);
    }
    while (readdir(dir) != NULL)
        continue;
    seekdir(dir, place);
    entry = readdir(dir);
    CHECK(entry != NULL);
    CHECK_STR(entry->d_name, third);
    rewinddir(dir);
    CHECK_INT(count(dir), 402);
}

int main(void) {
    CHECK(mkdtemp(folder) != NULL);
    CHECK_INT(chdir(folder), 0);
    DIR *dir = opendir(".");
    CHECK(dir != NULL);
    CHECK_INT(count(dir), 2);
    CHECK_INT(fcntl(dirfd(dir), F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
    char name[64];
    /* Enough names of many lengths for more than one buffer. */
    for (int i = 0; i < 400; i++) {
        sprintf(name, "%0*d", i % 50 + 3, i);
        int fd = open(name, O_CREAT | O_WRONLY | O_EXCL, 0600);
        if (fd < 0)
            CHECK(fd >= 0);
        close(fd);
    }
    rewinddir(dir);
    CHECK_INT(count(dir), 402);
    positions(dir);
    rewinddir(dir);
    struct dirent entry, *result = NULL;
    int n = 0, sizes = 1;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    while (readdir_r(dir, &entry, &result) == 0 && result != NULL) {
        n++;
        sizes &= result == &entry && strlen(entry.d_name) < 256;
    }
#pragma GCC diagnostic pop
    CHECK_INT(n, 402);
    CHECK(sizes);
    CHECK_INT(closedir(dir), 0);

    /* Types and inodes. */
    CHECK_INT(mkdir("folder", 0700), 0);
    make_file("folder/file");
    CHECK_INT(mkdir("folder/sub", 0700), 0);
    CHECK_INT(symlink("file", "folder/link"), 0);
    int fd = open("folder", O_RDONLY | O_DIRECTORY);
    CHECK(fd >= 0);
    dir = fdopendir(fd);
    CHECK(dir != NULL);
    CHECK_INT(dirfd(dir), fd);
    struct dirent *next;
    int right = 0;
    while ((next = readdir(dir)) != NULL) {
        struct stat status;
        CHECK_INT(fstatat(fd, next->d_name, &status, AT_SYMLINK_NOFOLLOW), 0);
        right += next->d_ino == status.st_ino || strcmp(next->d_name, "..") == 0;
        CHECK(next->d_type == DT_UNKNOWN || next->d_type == IFTODT(status.st_mode));
    }
    CHECK_INT(right, 5);
    CHECK_INT(closedir(dir), 0);
    CHECK_ERRNO(fcntl(fd, F_GETFD), -1, EBADF);

    /* Errors. */
    CHECK_ERRNO(opendir("missing"), NULL, ENOENT);
    CHECK_ERRNO(opendir("folder/file"), NULL, ENOTDIR);
    CHECK_ERRNO(opendir(""), NULL, ENOENT);
    CHECK_ERRNO(fdopendir(-1), NULL, EBADF);
    fd = open("folder/file", O_RDONLY);
    CHECK_ERRNO(fdopendir(fd), NULL, ENOTDIR);
    close(fd);

    /* A directory that is removed while it is open has no entries left. */
    CHECK_INT(mkdir("gone", 0700), 0);
    dir = opendir("gone");
    CHECK(dir != NULL);
    CHECK_INT(rmdir("gone"), 0);
    CHECK_INT(count(dir), 0);
    closedir(dir);

    CHECK_INT(unlink("folder/link"), 0);
    CHECK_INT(unlink("folder/file"), 0);
    CHECK_INT(rmdir("folder/sub"), 0);
    CHECK_INT(rmdir("folder"), 0);
    dir = opendir(folder);
    while ((next = readdir(dir)) != NULL)
        if (next->d_name[0] != '.')
            unlinkat(dirfd(dir), next->d_name, 0);
    closedir(dir);
    CHECK_INT(rmdir(folder), 0);
    return test_done();
}
