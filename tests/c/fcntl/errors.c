/* What the functions of files answer when they fail, function by function as POSIX.1-2024 lists it. Where it permits
   two numbers, both are right. What only modes decide is not asked of the super-user, who may do everything. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <unistd.h>
#include "fails.h"
#include "test.h"

static int file, written, directory, ends[2], super;
static char long_name[NAME_MAX + 2], long_path[PATH_MAX + 8];

/* Functions that answer the error itself. */
#define GIVES(call, number) CHECK_INT(call, number)

/* What every function that takes a path answers for paths that lead nowhere. */
#define PATHS(call_with_path) \
    do { \
        const char *path = "missing/x"; \
        FAILS(call_with_path, ENOENT); \
        path = ""; \
        FAILS(call_with_path, ENOENT); \
        path = "file/x"; \
        FAILS(call_with_path, ENOTDIR); \
        path = "loop/x"; \
        FAILS(call_with_path, ELOOP); \
        path = long_name; \
        FAILS(call_with_path, ENAMETOOLONG); \
        path = long_path; \
        FAILS(call_with_path, ENAMETOOLONG); \
        path = "locked/x"; \
        if (!super) { \
            FAILS(call_with_path, EACCES); \
        } \
    } while (0)

static void make_tree(void) {
    static char folder[] = "/tmp/errors-XXXXXX";
    REQUIRE(mkdtemp(folder) != NULL && chdir(folder) == 0);
    REQUIRE((file = open("file", O_RDONLY | O_CREAT, 0600)) >= 0);
    REQUIRE((written = open("file", O_WRONLY)) >= 0);
    REQUIRE(write(written, "text", 4) == 4);
    REQUIRE(mkdir("empty", 0700) == 0 && mkdir("full", 0700) == 0 && mkdir("full/x", 0700) == 0);
    REQUIRE(mkdir("locked", 0) == 0);
    REQUIRE(symlink("loop", "loop") == 0 && symlink("missing", "dangling") == 0);
    REQUIRE(mkfifo("fifo", 0600) == 0);
    REQUIRE((directory = open("empty", O_RDONLY | O_DIRECTORY)) >= 0);
    REQUIRE(pipe(ends) == 0);
    memset(long_name, 'n', sizeof long_name - 1);
    for (size_t at = 0; at + 1 < sizeof long_path; at++) {
        long_path[at] = at % 2 ? '/' : '.';
    }
    super = geteuid() == 0;
}

static void opening(void) {
    PATHS(open(path, O_RDONLY));
    PATHS(open(path, O_WRONLY | O_CREAT, 0600));
    PATHS(creat(path, 0600));
    FAILS(open("file", O_RDWR | O_CREAT | O_EXCL, 0600), EEXIST);
    FAILS(open("dangling", O_RDWR | O_CREAT | O_EXCL, 0600), EEXIST);
    FAILS(open("dangling", O_RDONLY), ENOENT);
    FAILS(open("dangling", O_RDONLY | O_NOFOLLOW), ELOOP);
    FAILS(open("loop", O_RDONLY), ELOOP);
    FAILS(open("empty", O_WRONLY), EISDIR);
    FAILS(open("empty", O_RDWR), EISDIR);
    FAILS(open("file/", O_RDONLY), ENOTDIR);
    FAILS(open("file", O_RDONLY | O_DIRECTORY), ENOTDIR);
    FAILS(open("new/", O_WRONLY | O_CREAT, 0600), EISDIR);
    FAILS(open("fifo", O_WRONLY | O_NONBLOCK), ENXIO);
    FAILS(openat(-1, "file", O_RDONLY), EBADF);
    FAILS(openat(file, "x", O_RDONLY), ENOTDIR);
    if (!super) {
        chmod("file", 0400);
        FAILS(open("file", O_WRONLY), EACCES);
        FAILS(open("file", O_RDONLY | O_TRUNC), EACCES);
        FAILS(open("locked", O_RDONLY), EACCES);
        chmod("file", 0600);
    }
    IS_NULL(opendir("file"), ENOTDIR);
    IS_NULL(opendir("missing"), ENOENT);
    IS_NULL(opendir(""), ENOENT);
    IS_NULL(fdopendir(-1), EBADF);
    IS_NULL(fdopendir(file), ENOTDIR);
}

static void transfer(void) {
    char byte = 0;
    struct iovec part = {&byte, 1};
    FAILS(read(-1, &byte, 1), EBADF);
    FAILS(read(written, &byte, 1), EBADF);
    FAILS(read(directory, &byte, 1), EISDIR);
    FAILS(write(-1, &byte, 1), EBADF);
    FAILS(write(file, &byte, 1), EBADF);
    FAILS(write(directory, &byte, 1), EBADF);
    FAILS(pread(file, &byte, 1, -1), EINVAL);
    FAILS(pread(ends[0], &byte, 1, 0), ESPIPE);
    FAILS(pwrite(written, &byte, 1, -1), EINVAL);
    FAILS(pwrite(ends[1], &byte, 1, 0), ESPIPE);
    FAILS(readv(file, &part, -1), EINVAL);
    FAILS(readv(written, &part, 1), EBADF);
    FAILS(writev(file, &part, 1), EBADF);
    FAILS(lseek(-1, 0, SEEK_SET), EBADF);
    FAILS(lseek(file, -1, SEEK_SET), EINVAL);
    FAILS(lseek(file, 0, 99), EINVAL);
    FAILS(lseek(ends[0], 0, SEEK_SET), ESPIPE);
    FAILS(lseek(file, 100, SEEK_DATA), ENXIO);
    FAILS(lseek(file, 100, SEEK_HOLE), ENXIO);
    FAILS(ftruncate(-1, 0), EBADF);
    EITHER(ftruncate(file, 0), EBADF, EINVAL);
    FAILS(ftruncate(written, -1), EINVAL);
    FAILS(ftruncate(ends[1], 0), EINVAL);
    PATHS(truncate(path, 0));
    FAILS(truncate("empty", 0), EISDIR);
    FAILS(truncate("file", -1), EINVAL);
    FAILS(fsync(-1), EBADF);
    FAILS(fsync(ends[0]), EINVAL);
    FAILS(fdatasync(-1), EBADF);
    FAILS(fdatasync(ends[0]), EINVAL);
    GIVES(posix_fallocate(-1, 0, 1), EBADF);
    GIVES(posix_fallocate(file, 0, 1), EBADF);
    GIVES(posix_fallocate(written, -1, 1), EINVAL);
    GIVES(posix_fallocate(written, 0, 0), EINVAL);
    GIVES(posix_fallocate(ends[1], 0, 1), ESPIPE);
    GIVES(posix_fadvise(-1, 0, 0, POSIX_FADV_NORMAL), EBADF);
    GIVES(posix_fadvise(file, 0, 0, 99), EINVAL);
    GIVES(posix_fadvise(ends[0], 0, 0, POSIX_FADV_NORMAL), ESPIPE);
}

static void status(void) {
    struct stat status;
    struct statvfs volume;
    const struct timespec bad[2] = {{0, -1}, {0, 0}}, now[2] = {{0, UTIME_NOW}, {0, UTIME_NOW}};
    PATHS(stat(path, &status));
    PATHS(lstat(path, &status));
    PATHS(fstatat(AT_FDCWD, path, &status, 0));
    FAILS(stat("loop", &status), ELOOP);
    FAILS(stat("file/", &status), ENOTDIR);
    FAILS(fstat(-1, &status), EBADF);
    FAILS(fstatat(-1, "file", &status, 0), EBADF);
    FAILS(fstatat(file, "x", &status, 0), ENOTDIR);
    FAILS(fstatat(AT_FDCWD, "file", &status, 1 << 30), EINVAL);
    PATHS(access(path, F_OK));
    FAILS(access("file", 99), EINVAL);
    FAILS(faccessat(-1, "file", F_OK, 0), EBADF);
    if (!super) {
        FAILS(access("locked", R_OK), EACCES);
    }
    PATHS(chmod(path, 0600));
    FAILS(fchmod(-1, 0600), EBADF);
    FAILS(fchmodat(-1, "file", 0600, 0), EBADF);
    FAILS(fchmodat(AT_FDCWD, "file", 0600, 1 << 30), EINVAL);
    PATHS(chown(path, (uid_t)-1, (gid_t)-1));
    PATHS(lchown(path, (uid_t)-1, (gid_t)-1));
    FAILS(fchown(-1, (uid_t)-1, (gid_t)-1), EBADF);
    if (!super) {
        FAILS(chown("file", 0, (gid_t)-1), EPERM);
    }
    PATHS(utimensat(AT_FDCWD, path, now, 0));
    FAILS(utimensat(AT_FDCWD, "file", bad, 0), EINVAL);
    FAILS(utimensat(-1, "file", now, 0), EBADF);
    FAILS(futimens(-1, now), EBADF);
    PATHS(statvfs(path, &volume));
    FAILS(fstatvfs(-1, &volume), EBADF);
    FAILS(pathconf("file", -1), EINVAL);
    FAILS(pathconf("missing", _PC_LINK_MAX), ENOENT);
    FAILS(fpathconf(-1, _PC_LINK_MAX), EBADF);
}

static void names(void) {
    char room[PATH_MAX];
    PATHS(mkdir(path, 0700));
    FAILS(mkdir("file", 0700), EEXIST);
    FAILS(mkdir("dangling", 0700), EEXIST);
    FAILS(mkdirat(-1, "new", 0700), EBADF);
    PATHS(mkfifo(path, 0600));
    FAILS(mkfifo("file", 0600), EEXIST);
    PATHS(symlink("target", path));
    FAILS(symlink("target", "file"), EEXIST);
    FAILS(symlink("", "new"), ENOENT);
    PATHS(link(path, "new"));
    PATHS(link("file", path));
    FAILS(link("file", "full"), EEXIST);
    FAILS(link("empty", "new"), EPERM);
    FAILS(link("missing", "new"), ENOENT);
    PATHS(readlink(path, room, sizeof room));
    FAILS(readlink("file", room, sizeof room), EINVAL);
    PATHS(unlink(path));
    FAILS(unlink("missing"), ENOENT);
    EITHER(unlink("empty"), EPERM, EISDIR);
    FAILS(unlink("file/"), ENOTDIR);
    PATHS(rmdir(path));
    EITHER(rmdir("full"), ENOTEMPTY, EEXIST);
    FAILS(rmdir("file"), ENOTDIR);
    FAILS(rmdir("empty/."), EINVAL);
    FAILS(rmdir("missing"), ENOENT);
    EITHER(rmdir("full/.."), ENOTEMPTY, EEXIST);
    FAILS(unlinkat(-1, "file", 0), EBADF);
    FAILS(unlinkat(AT_FDCWD, "file", 1 << 30), EINVAL);
    PATHS(rename(path, "new"));
    PATHS(rename("file", path));
    FAILS(rename("file", "empty"), EISDIR);
    FAILS(rename("empty", "file"), ENOTDIR);
    EITHER(rename("empty", "full"), ENOTEMPTY, EEXIST);
    FAILS(rename("full", "full/x/y"), EINVAL);
    FAILS(rename("missing", "new"), ENOENT);
    FAILS(rename("file", "new/"), ENOTDIR);
    EITHER(rename("empty/.", "new"), EINVAL, EBUSY);
    FAILS(renameat(-1, "file", AT_FDCWD, "new"), EBADF);
    IS_NULL(realpath("missing/x", room), ENOENT);
    IS_NULL(realpath("", room), ENOENT);
    IS_NULL(realpath("file/x", room), ENOTDIR);
    IS_NULL(realpath("loop", room), ELOOP);
    FAILS(mkstemp(strcpy(room, "short-XXXXX")), EINVAL);
    IS_NULL(mkdtemp(strcpy(room, "missing/x-XXXXXX")), ENOENT);
}

static void places(void) {
    char room[2];
    PATHS(chdir(path));
    FAILS(chdir("file"), ENOTDIR);
    FAILS(fchdir(-1), EBADF);
    FAILS(fchdir(file), ENOTDIR);
    if (!super) {
        FAILS(chdir("locked"), EACCES);
    }
    IS_NULL(getcwd(room, sizeof room), ERANGE);
    IS_NULL(getcwd(room, 0), EINVAL);
}

static void descriptors(void) {
    struct flock bad = {.l_type = 99, .l_whence = SEEK_SET}, before = {.l_type = F_RDLCK, .l_start = -1};
    struct flock writes = {.l_type = F_WRLCK, .l_whence = SEEK_SET}, reads = {.l_type = F_RDLCK};
    FAILS(close(-1), EBADF);
    FAILS(dup(-1), EBADF);
    FAILS(dup2(-1, 5), EBADF);
    FAILS(dup2(file, -1), EBADF);
    FAILS(dup2(file, INT_MAX), EBADF);
    FAILS(dup3(file, file, 0), EINVAL);
    FAILS(fcntl(-1, F_GETFD), EBADF);
    FAILS(fcntl(file, F_DUPFD, -1), EINVAL);
    FAILS(fcntl(file, F_DUPFD, INT_MAX), EINVAL);
    FAILS(fcntl(file, 12345), EINVAL);
    FAILS(fcntl(file, F_SETLK, &bad), EINVAL);
    FAILS(fcntl(file, F_SETLK, &before), EINVAL);
    FAILS(fcntl(file, F_SETLK, &writes), EBADF);
    FAILS(fcntl(written, F_SETLK, &reads), EBADF);
    FAILS(lockf(-1, F_LOCK, 0), EBADF);
    FAILS(lockf(written, 99, 0), EINVAL);
    FAILS(flock(-1, LOCK_SH), EBADF);
    FAILS(flock(file, 3), EINVAL);
    FAILS(pipe2(ends, 1 << 30), EINVAL);
}

static void mappings(void) {
    NO_MAP(mmap(NULL, 4096, PROT_READ, MAP_SHARED, -1, 0), EBADF);
    NO_MAP(mmap(NULL, 0, PROT_READ, MAP_SHARED, file, 0), EINVAL);
    NO_MAP(mmap(NULL, 4096, PROT_READ, MAP_SHARED, file, 1), EINVAL);
    NO_MAP(mmap(NULL, 4096, PROT_READ, MAP_SHARED, written, 0), EACCES);
    NO_MAP(mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0), EACCES);
    NO_MAP(mmap(NULL, 4096, PROT_READ, MAP_SHARED, directory, 0), ENODEV);
    NO_MAP(mmap(NULL, 4096, PROT_READ, 0, file, 0), EINVAL);
    char *page = mmap(NULL, 4096, PROT_READ, MAP_SHARED, file, 0);
    REQUIRE(page != MAP_FAILED);
    FAILS(mprotect(page, 4096, PROT_READ | PROT_WRITE), EACCES);
    FAILS(mprotect(page + 1, 4096, PROT_READ), EINVAL);
    FAILS(munmap(page + 1, 4096), EINVAL);
    FAILS(munmap(page, 0), EINVAL);
    FAILS(msync(page, 4096, MS_SYNC | MS_ASYNC), EINVAL);
    CHECK_INT(munmap(page, 4096), 0);
    FAILS(msync(page, 4096, MS_SYNC), ENOMEM);
}

int main(void) {
    make_tree();
    opening();
    transfer();
    status();
    names();
    places();
    mappings();
    descriptors();
    return test_done();
}
