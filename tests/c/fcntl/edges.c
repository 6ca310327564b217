/* Errors of files that neither bad paths nor modes cause: limits, other volumes, removed directories, odd spellings.
   Where POSIX.1-2024 permits two numbers, both are right. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>
#include "fails.h"
#include "test.h"

static int file, ends[2];
static char long_target[PATH_MAX + 2];

static void make_tree(void) {
    static char folder[] = "/tmp/edges-XXXXXX";
    REQUIRE(mkdtemp(folder) != NULL && chdir(folder) == 0);
    REQUIRE((file = open("file", O_RDWR | O_CREAT, 0600)) >= 0 && write(file, "text", 4) == 4);
    REQUIRE(mkdir("empty", 0700) == 0 && mkdir("full", 0700) == 0 && mkdir("full/x", 0700) == 0);
    REQUIRE(symlink("missing", "dangling") == 0 && symlink("missing/x", "dangling-below") == 0);
    REQUIRE(symlink("empty", "to-directory") == 0 && symlink("file", "to-file") == 0);
    REQUIRE(pipe(ends) == 0);
    memset(long_target, 'n', sizeof long_target - 1);
}

static void spellings(void) {
    struct stat status;
    char room[PATH_MAX];
    FAILS(open("file/.", O_RDONLY), ENOTDIR);
    FAILS(open("file/..", O_RDONLY), ENOTDIR);
    FAILS(open("to-file/", O_RDONLY), ENOTDIR);
    FAILS(open("to-directory", O_RDONLY | O_NOFOLLOW), ELOOP);
    EITHER(open("to-directory", O_RDONLY | O_NOFOLLOW | O_DIRECTORY), ENOTDIR, ELOOP);
    FAILS(open("dangling-below", O_WRONLY | O_CREAT, 0600), ENOENT);
    FAILS(open("empty", O_RDONLY | O_CREAT, 0600), EISDIR);
    FAILS(open("empty", O_RDONLY | O_CREAT | O_EXCL, 0600), EEXIST);
    EITHER(open("empty", O_RDONLY | O_TRUNC), EISDIR, EISDIR);
    FAILS(open("to-directory", O_WRONLY), EISDIR);
    FAILS(lstat("file/", &status), ENOTDIR);
    FAILS(lstat("dangling/", &status), ENOENT);
    CHECK(lstat("to-directory/", &status) == 0 && S_ISDIR(status.st_mode));
    CHECK(lstat("to-directory", &status) == 0 && S_ISLNK(status.st_mode));
    FAILS(readlink("to-directory/", room, sizeof room), EINVAL);
    FAILS(readlink("to-file", room, 0), EINVAL);
    FAILS(unlink("to-directory/"), ENOTDIR);
    FAILS(rmdir("to-directory"), ENOTDIR);
    FAILS(rmdir("to-directory/"), ENOTDIR);
    FAILS(rmdir("."), EINVAL);
    EITHER(rmdir(".."), ENOTEMPTY, EBUSY);
    FAILS(rmdir("empty/.."), ENOTEMPTY);
    EITHER(unlink("."), EISDIR, EPERM);
    EITHER(unlink("empty/"), EISDIR, EPERM);
    FAILS(mkdir(".", 0700), EEXIST);
    FAILS(mkdir("/", 0700), EEXIST);
    FAILS(mkdir("empty/", 0700), EEXIST);
    FAILS(mkdir("dangling/", 0700), EEXIST);
    FAILS(mkdir("file/", 0700), EEXIST);
    EITHER(rename(".", "new"), EBUSY, EINVAL);
    EITHER(rename("empty", "."), EBUSY, EINVAL);
    EITHER(rename("empty/..", "new"), EBUSY, EINVAL);
    FAILS(rename("file/", "new"), ENOTDIR);
    FAILS(rename("to-directory/", "new"), ENOTDIR);
    FAILS(rename("empty", "empty/x"), EINVAL);
    FAILS(rename("file", "file/x"), ENOTDIR);
    FAILS(rename("dangling/x", "new"), ENOENT);
    CHECK_INT(rename("file", "file"), 0);
    CHECK(link("file", "other") == 0 && rename("file", "other") == 0 && unlink("other") == 0);
    CHECK_INT(access("file", F_OK), 0);
    FAILS(link("file", "."), EEXIST);
    FAILS(link("file", "new/"), ENOENT);
    FAILS(link("file/", "new"), ENOTDIR);
    FAILS(symlink("x", "."), EEXIST);
    FAILS(symlink("x", "new/"), ENOENT);
    FAILS(symlink(long_target, "new"), ENAMETOOLONG);
    FAILS(chdir("to-file"), ENOTDIR);
    FAILS(truncate("to-directory", 0), EISDIR);
    FAILS(remove("full"), ENOTEMPTY);
    EITHER(rmdir("/"), EBUSY, EBUSY);
    EITHER(rename("/", "new"), EBUSY, EINVAL);
    IS_NULL(realpath("dangling", room), ENOENT);
    IS_NULL(realpath(NULL, room), EINVAL);
    IS_NULL(realpath("file/.", room), ENOTDIR);
    IS_NULL(realpath("file/", room), ENOTDIR);
}

static void relative_to_descriptors(void) {
    struct stat status;
    char room[PATH_MAX];
    FAILS(openat(file, "x", O_RDONLY), ENOTDIR);
    FAILS(openat(1000, "x", O_RDONLY), EBADF);
    FAILS(openat(ends[0], "x", O_RDONLY), ENOTDIR);
    CHECK_INT(fstatat(1000, "/", &status, 0), 0);
    FAILS(mkdirat(file, "x", 0700), ENOTDIR);
    FAILS(mkfifoat(-1, "x", 0600), EBADF);
    FAILS(mkfifoat(file, "x", 0600), ENOTDIR);
    FAILS(mknodat(-1, "x", S_IFREG | 0600, 0), EBADF);
    FAILS(symlinkat("x", -1, "x"), EBADF);
    FAILS(symlinkat("x", file, "x"), ENOTDIR);
    FAILS(readlinkat(-1, "x", room, sizeof room), EBADF);
    FAILS(readlinkat(file, "x", room, sizeof room), ENOTDIR);
    FAILS(linkat(-1, "file", AT_FDCWD, "x", 0), EBADF);
    FAILS(linkat(AT_FDCWD, "file", -1, "x", 0), EBADF);
    FAILS(linkat(AT_FDCWD, "file", file, "x", 0), ENOTDIR);
    FAILS(linkat(AT_FDCWD, "file", AT_FDCWD, "x", 1 << 30), EINVAL);
    FAILS(renameat(file, "x", AT_FDCWD, "x"), ENOTDIR);
    FAILS(renameat(AT_FDCWD, "file", -1, "x"), EBADF);
    FAILS(unlinkat(file, "x", 0), ENOTDIR);
    FAILS(unlinkat(AT_FDCWD, "empty", 0), EISDIR);
    FAILS(unlinkat(AT_FDCWD, "file", AT_REMOVEDIR), ENOTDIR);
    FAILS(fchownat(-1, "x", -1, -1, 0), EBADF);
    FAILS(fchownat(AT_FDCWD, "file", -1, -1, 1 << 30), EINVAL);
    FAILS(faccessat(AT_FDCWD, "file", F_OK, 1 << 30), EINVAL);
    FAILS(faccessat(file, "x", F_OK, 0), ENOTDIR);
    FAILS(utimensat(AT_FDCWD, "file", NULL, 1 << 30), EINVAL);
    FAILS(utimensat(file, "x", NULL, 0), ENOTDIR);
    FAILS(renameat2(AT_FDCWD, "file", AT_FDCWD, "full", RENAME_NOREPLACE), EEXIST);
    FAILS(renameat2(AT_FDCWD, "file", AT_FDCWD, "missing", RENAME_EXCHANGE), ENOENT);
    FAILS(renameat2(AT_FDCWD, "file", AT_FDCWD, "new", RENAME_EXCHANGE | RENAME_NOREPLACE), EINVAL);
    FAILS(renameat2(AT_FDCWD, "file", AT_FDCWD, "new", 1 << 30), EINVAL);
    FAILS(renameat2(AT_FDCWD, "full", AT_FDCWD, "full/x", RENAME_EXCHANGE), EINVAL);
}

/* So many links, one to the next: more than any system follows. */
static void links(void) {
    char from[32], to[32];
    struct stat status;
    REQUIRE(mkdir("links", 0700) == 0 && chdir("links") == 0 && symlink("../file", "0") == 0);
    for (int at = 1; at <= 100; at++) {
        snprintf(from, sizeof from, "%d", at);
        snprintf(to, sizeof to, "%d", at - 1);
        REQUIRE(symlink(to, from) == 0);
    }
    CHECK_INT(stat("7", &status), 0);
    FAILS(stat("100", &status), ELOOP);
    FAILS(open("100", O_RDONLY), ELOOP);
    FAILS(truncate("100", 0), ELOOP);
    FAILS(chdir("100"), ELOOP);
    CHECK_INT(lstat("100", &status), 0);
    REQUIRE(chdir("..") == 0);
}

static void removed_directory(void) {
    char room[PATH_MAX];
    struct stat status;
    REQUIRE(mkdir("gone", 0700) == 0 && chdir("gone") == 0 && rmdir("../gone") == 0);
    FAILS(open("new", O_WRONLY | O_CREAT, 0600), ENOENT);
    FAILS(mkdir("new", 0700), ENOENT);
    FAILS(symlink("x", "new"), ENOENT);
    FAILS(mkfifo("new", 0600), ENOENT);
    FAILS(stat("x", &status), ENOENT);
    CHECK(stat(".", &status) == 0 && status.st_nlink == 0);
    IS_NULL(getcwd(room, sizeof room), ENOENT);
    IS_NULL(realpath(".", room), ENOENT);
    DIR *directory = opendir(".");
    CHECK(directory != NULL && readdir(directory) == NULL);
    closedir(directory);
    const char *back = "/tmp";
    REQUIRE(chdir(back) == 0);
}

/* A directory of another volume, or NULL. */
static const char *elsewhere(dev_t here) {
    static const char *const known[] = {"/dev/shm", "/", "/dev", "/proc", "/home"};
    struct stat status;
    for (size_t at = 0; at < sizeof known / sizeof *known; at++) {
        if (stat(known[at], &status) == 0 && status.st_dev != here && access(known[at], W_OK) == 0)
            return known[at];
    }
    return NULL;
}

static void volumes(void) {
    static const char *const known[] = {"/", "/boot", "/sys", "/usr", "/dev", "/proc", "/bin"};
    struct stat status;
    struct statvfs volume;
    char path[PATH_MAX];
    REQUIRE(fstat(file, &status) == 0);
    const char *other = elsewhere(status.st_dev);
    if (other != NULL) {
        snprintf(path, sizeof path, "%s/edges-of-another-volume", other);
        FAILS(link("file", path), EXDEV);
        FAILS(rename("file", path), EXDEV);
        FAILS(rename("full", path), EXDEV);
    }
    for (size_t at = 0; at < sizeof known / sizeof *known; at++) {
        if (statvfs(known[at], &volume) != 0 || (volume.f_flag & ST_RDONLY) == 0 || access(known[at], X_OK) != 0)
            continue;
        snprintf(path, sizeof path, "%s/edges-new", known[at]);
        FAILS(open(path, O_WRONLY | O_CREAT, 0600), EROFS);
        FAILS(mkdir(path, 0700), EROFS);
        FAILS(symlink("x", path), EROFS);
        FAILS(mkfifo(path, 0600), EROFS);
        FAILS(unlink(path), ENOENT);
        FAILS(chmod(known[at], 0700), EROFS);
        FAILS(chown(known[at], geteuid(), getegid()), EROFS);
        FAILS(utimensat(AT_FDCWD, known[at], NULL, 0), EROFS);
        FAILS(access(known[at], W_OK), EROFS);
    }
}

static void limits(void) {
    struct rlimit before, limit;
    char byte = 0;
    int fd, pair[2];
    signal(SIGXFSZ, SIG_IGN);
    REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
    limit = before;
    limit.rlim_cur = 100;
    REQUIRE(setrlimit(RLIMIT_FSIZE, &limit) == 0);
    FAILS(pwrite(file, &byte, 1, 100), EFBIG);
    CHECK_INT(pwrite(file, "text", 4, 98), 2);
    FAILS(ftruncate(file, 101), EFBIG);
    FAILS(truncate("file", 101), EFBIG);
    CHECK_INT(posix_fallocate(file, 0, 101), EFBIG);
    CHECK_INT(ftruncate(file, 4), 0);
    REQUIRE(setrlimit(RLIMIT_FSIZE, &before) == 0);
    EITHER(pwrite(file, &byte, 1, INT64_MAX), EFBIG, EINVAL);
    EITHER(pread(file, &byte, 1, INT64_MAX) == 0 ? (errno = EINVAL, -1) : -1, EINVAL, EOVERFLOW);
    EITHER(lseek(file, 1, SEEK_SET) == 1 ? lseek(file, INT64_MAX, SEEK_CUR) : 0, EOVERFLOW, EINVAL);
    EITHER(lseek(file, INT64_MAX, SEEK_END), EOVERFLOW, EINVAL);
    FAILS(lseek(file, -5, SEEK_END), EINVAL);
    EITHER(posix_fallocate(file, INT64_MAX - 1, 2) == EFBIG ? (errno = EFBIG, -1) : 0, EFBIG, EFBIG);
    FAILS(write(open("/dev/full", O_WRONLY), "x", 1), ENOSPC);

    REQUIRE(getrlimit(RLIMIT_NOFILE, &before) == 0);
    limit = before;
    limit.rlim_cur = 20;
    REQUIRE(setrlimit(RLIMIT_NOFILE, &limit) == 0);
    while ((fd = dup(file)) >= 0)
        ;
    CHECK_INT(errno, EMFILE);
    FAILS(open("file", O_RDONLY), EMFILE);
    FAILS(fcntl(file, F_DUPFD, 0), EMFILE);
    FAILS(pipe(pair), EMFILE);
    IS_NULL(opendir("."), EMFILE);
    IS_NULL(fopen("file", "r"), EMFILE);
    IS_NULL(tmpfile(), EMFILE);
    FAILS(fcntl(file, F_DUPFD, 20), EINVAL);
    FAILS(dup2(file, 20), EBADF);
    char template[] = "new-XXXXXX";
    FAILS(mkstemp(template), EMFILE);
    for (fd = 10; fd < 20; fd++)
        close(fd);
    REQUIRE(setrlimit(RLIMIT_NOFILE, &before) == 0);
}

static void pipes_and_buffers(void) {
    char byte = 0;
    struct iovec many[IOV_MAX + 1];
    for (int at = 0; at <= IOV_MAX; at++)
        many[at] = (struct iovec){&byte, 0};
    FAILS(readv(file, many, IOV_MAX + 1), EINVAL);
    FAILS(writev(file, many, IOV_MAX + 1), EINVAL);
    FAILS(preadv(file, many, 1, -1), EINVAL);
    FAILS(preadv(ends[0], many, 1, 0), ESPIPE);
    REQUIRE(fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0);
    FAILS(read(ends[0], &byte, 1), EAGAIN);
    void *volatile nowhere = (void *)8;
    FAILS(pread(file, nowhere, 4, 0), EFAULT);
    FAILS(pwrite(file, nowhere, 4, 0), EFAULT);
    FAILS(write(ends[1], nowhere, 4), EFAULT);
    signal(SIGPIPE, SIG_IGN);
    close(ends[0]);
    FAILS(write(ends[1], &byte, 1), EPIPE);
}

static void locks(void) {
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    REQUIRE(fcntl(file, F_SETLK, &lock) == 0);
    pid_t child = fork();
    if (child == 0) {
        struct flock other = {.l_type = F_RDLCK, .l_whence = SEEK_SET}, asked = {.l_type = F_UNLCK};
        int right = fcntl(file, F_SETLK, &other) < 0 && (errno == EAGAIN || errno == EACCES);
        right &= lockf(file, F_TEST, 0) < 0 && (errno == EAGAIN || errno == EACCES);
        right &= lockf(file, F_TLOCK, 0) < 0 && (errno == EAGAIN || errno == EACCES);
        right &= fcntl(file, F_GETLK, &asked) < 0 && errno == EINVAL;
        _exit(!right);
    }
    int status = -1;
    CHECK(child > 0 && waitpid(child, &status, 0) == child && status == 0);
    lock = (struct flock){.l_type = F_WRLCK, .l_whence = 9};
    FAILS(fcntl(file, F_SETLK, &lock), EINVAL);
    lock = (struct flock){.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = INT64_MAX, .l_len = 2};
    EITHER(fcntl(file, F_SETLK, &lock), EOVERFLOW, EINVAL);
    lock = (struct flock){.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 1, .l_len = -2};
    FAILS(fcntl(file, F_SETLK, &lock), EINVAL);
    lock = (struct flock){.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_pid = 1};
    FAILS(fcntl(file, F_OFD_SETLK, &lock), EINVAL);
}

static void mappings(void) {
    size_t page = 4096;
    char *two = mmap(NULL, 2 * page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    REQUIRE(two != MAP_FAILED && munmap(two + page, page) == 0);
    NO_MAP(mmap(two + 1, page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0), EINVAL);
    NO_MAP(mmap(NULL, page, PROT_READ, MAP_PRIVATE | MAP_SHARED | MAP_ANONYMOUS | 0xc, -1, 0), EINVAL);
    NO_MAP(mmap(NULL, SIZE_MAX / 2, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), ENOMEM);
    NO_MAP(mmap(NULL, page, PROT_READ, MAP_SHARED, ends[0], 0), ENODEV);
    FAILS(munmap(two, SIZE_MAX - page), EINVAL);
    FAILS(mprotect(two, 2 * page, PROT_READ), ENOMEM);
    FAILS(msync(two + 1, page, MS_SYNC), EINVAL);
    FAILS(msync(two, 2 * page, MS_SYNC), ENOMEM);
    FAILS(msync(two, page, 64), EINVAL);
    FAILS(mlock(two, 2 * page), ENOMEM);
    FAILS(madvise(two, page, 9999), EINVAL);
    CHECK_INT(posix_madvise(two, page, 9999), EINVAL);
    CHECK_INT(posix_madvise(two, 2 * page, POSIX_MADV_NORMAL), ENOMEM);
    FAILS(shm_open("/edges-missing", O_RDONLY, 0), ENOENT);
    FAILS(shm_unlink("/edges-missing"), ENOENT);
    munmap(two, page);
}

static void streams(void) {
    IS_NULL(fopen("file", "q"), EINVAL);
    IS_NULL(fopen("empty", "w"), EISDIR);
    IS_NULL(fopen("missing/x", "w"), ENOENT);
    IS_NULL(fdopen(-1, "r"), EBADF);
    int fd = open("file", O_RDONLY);
    IS_NULL(fdopen(fd, "w"), EINVAL);
    FILE *stream = fdopen(fd, "r");
    REQUIRE(stream != NULL);
    FAILS(fputc('x', stream), EBADF);
    FAILS(fseek(stream, -1, SEEK_SET), EINVAL);
    FAILS(fseek(stream, 0, 99), EINVAL);
    fclose(stream);
    stream = fopen("empty", "r");
    CHECK(stream != NULL && (errno = 0, fgetc(stream) == EOF) && errno == EISDIR);
    fclose(stream);
    IS_NULL(opendir("to-file"), ENOTDIR);
    IS_NULL(popen("true", "q"), EINVAL);
    IS_NULL(fmemopen(NULL, 10, "q"), EINVAL);
}

int main(void) {
    make_tree();
    spellings();
    relative_to_descriptors();
    links();
    volumes();
    limits();
    mappings();
    locks();
    streams();
    pipes_and_buffers();
    removed_directory();
    return test_done();
}
