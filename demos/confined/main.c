/*
 * What a process can not do: four roles of one program.
 *
 *   mover     has the whole tree. Prepares it, then moves directories about under the feet of the other.
 *   inside    has one directory of it, to read. Tries to write, and to name what lies outside.
 *   nothing   has no Namespace. Every call that takes a path answers with an ordinary error.
 *   handed    has none either, and one file that its parent opened for it: it reads that file and no other.
 *
 * cue/system-confined grants the first two their views; cue/system-no-namespace starts the third; the shell of
 * cue/system-handed starts the fourth.
 */

#define _GNU_SOURCE

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <sched.h>
#include <semaphore.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>

static int failures;

static void check(int holds, const char *what) {
    if (holds) {
        printf("ok %s\n", what);
        return;
    }
    printf("not ok %s (errno %d)\n", what, errno);
    failures++;
}

static int finish(void) {
    printf("%d failures\n", failures);
    return failures > 0;
}

static void make(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    if (file == NULL || fputs(text, file) < 0 || fclose(file) != 0) {
        perror(path);
        exit(1);
    }
}

/* The tree: /jail is what `inside` sees as its root. */
static int mover(void) {
    mkdir("/jail", 0755);
    mkdir("/jail/a", 0755);
    mkdir("/jail/a/b", 0755);
    mkdir("/jail/a/b/c", 0755);
    mkdir("/elsewhere", 0755);
    make("/secret", "secret\n");
    make("/jail/public", "public\n");
    make("/jail/a/b/c/deep", "deep\n");
    symlink("/secret", "/jail/absolute");
    symlink("../../../../secret", "/jail/relative");
    symlink("/", "/jail/root");
    symlink("..", "/jail/up");
    symlink("../..", "/jail/a/b/climb");
    make("/jail/ready", "");
    for (;;) {
        rename("/jail/a/b/c", "/elsewhere/c");
        rename("/elsewhere/c", "/jail/a/b/c");
        rename("/jail/a/b", "/elsewhere/b");
        rename("/elsewhere/b", "/jail/a/b");
    }
}

static const char *const escapes[] = {
    "/secret", "../secret", "../../../../../../secret", "/../secret", "/../../secret", "//secret", "/./../secret",
    "a/../../secret", "a/b/../../../secret", "a/b/c/../../../../secret", "absolute", "relative", "root/secret",
    "root/../secret", "up/secret", "up/up/up/secret", "a/b/climb/../../secret", "/proc/self/root/secret",
    "/proc/self/cwd/../secret", "/proc/self/fd/0/../../secret", "/dev/fd/9/../secret", "/jail/../secret",
    "a/./.././../secret", "/elsewhere/../secret",
};

static void try_escapes(int quietly) {
    size_t count = sizeof escapes / sizeof *escapes, named = 0;
    for (size_t index = 0; index < count; index++) {
        struct stat status;
        int fd = open(escapes[index], O_RDONLY);
        if (fd >= 0 || stat(escapes[index], &status) == 0 || access(escapes[index], F_OK) == 0) {
            printf("not ok %s names something\n", escapes[index]);
            named++;
        }
        if (fd >= 0) {
            close(fd);
        }
    }
    failures += (int)named;
    if (!quietly) {
        printf("ok %zu of %zu spellings name nothing outside\n", count - named, count);
    }
}

static void try_writing(void) {
    struct timespec now[2] = {{0, UTIME_NOW}, {0, UTIME_NOW}};
    check(open("public", O_WRONLY) == -1 && errno == EROFS, "opening for writing is EROFS");
    check(open("public", O_RDONLY | O_TRUNC) == -1 && errno == EROFS, "truncating while opening is EROFS");
    check(open("new", O_WRONLY | O_CREAT, 0600) == -1 && errno == EROFS, "making a file is EROFS");
    check(unlink("public") == -1 && errno == EROFS, "unlink is EROFS");
    check(rename("public", "other") == -1 && errno == EROFS, "rename is EROFS");
    check(mkdir("new", 0700) == -1 && errno == EROFS, "mkdir is EROFS");
    check(rmdir("a") == -1 && errno == EROFS, "rmdir is EROFS");
    check(link("public", "other") == -1 && errno == EROFS, "link is EROFS");
    check(symlink("public", "other") == -1 && errno == EROFS, "symlink is EROFS");
    check(chmod("public", 0777) == -1 && errno == EROFS, "chmod is EROFS");
    check(chown("public", 0, 0) == -1 && errno == EROFS, "chown is EROFS");
    check(truncate("public", 0) == -1 && errno == EROFS, "truncate is EROFS");
    check(utimensat(AT_FDCWD, "public", now, 0) == -1 && errno == EROFS, "utimensat is EROFS");
    check(mkfifo("new", 0600) == -1 && errno == EROFS, "mkfifo is EROFS");
    int fd = open("public", O_RDONLY);
    check(fd >= 0 && fchmod(fd, 0777) == -1 && errno == EROFS, "fchmod is EROFS");
    check(write(fd, "x", 1) == -1 && errno == EBADF, "a descriptor for reading is not for writing");
    check(ftruncate(fd, 0) == -1 && errno == EINVAL, "nor for truncating");
    close(fd);
}

/*
 * Somebody moves the directory in which this process stands, out of its tree and back again. As long as it is away
 * the processor is left to the mover: a turn of ours is long enough for thousands of attempts in vain.
 */
static void try_under_moves(void) {
    enum { ROUNDS = 1000 };
    int reached = 0, entered = 0;
    while (entered < ROUNDS) {
        if (chdir("/a/b/c") != 0) {
            sched_yield();
            continue;
        }
        entered++;
        for (int up = 1; up < 6; up++) {
            char path[64] = "";
            for (int step = 0; step < up; step++) {
                strcat(path, "../");
            }
            strcat(path, "secret");
            int fd = open(path, O_RDONLY);
            if (fd >= 0) {
                reached++;
                close(fd);
            }
        }
    }
    chdir("/");
    check(reached == 0, "a directory that is moved about leads nowhere outside");
}

static int inside(void) {
    const struct timespec pause = {0, 1000000};
    while (access("/ready", F_OK) != 0) {
        nanosleep(&pause, NULL);
    }
    char text[16] = "", path[64];
    FILE *public = fopen("/public", "r");
    check(public != NULL && fgets(text, sizeof text, public) && strcmp(text, "public\n") == 0, "what is granted is read");
    check(chdir("/a") == 0 && getcwd(path, sizeof path) && strcmp(path, "/a") == 0, "and is all there is: getcwd");
    chdir("/");
    DIR *root = opendir("/");
    int names = 0, foreign = 0;
    for (struct dirent *entry; root != NULL && (entry = readdir(root)) != NULL; names++) {
        foreign += strcmp(entry->d_name, "secret") == 0 || strcmp(entry->d_name, "jail") == 0;
    }
    check(names >= 8 && foreign == 0, "readdir");
    try_writing();
    try_escapes(0);
    for (int round = 0; round < 50; round++) {
        try_escapes(1);
    }
    try_under_moves();
    return finish();
}

/* Every call that takes a path, where no path leads anywhere. */
static void try_names(void) {
    struct stat status;
    struct statvfs volume;
    struct timespec now[2] = {{0, UTIME_NOW}, {0, UTIME_NOW}};
    char path[64], made[] = "/x-XXXXXX", value[8];
    char *const arguments[] = {"x", NULL};
    struct dirent **entries;
    glob_t found;
    pid_t child;
    check(open("/", O_RDONLY) == -1 && errno == ENOENT, "open is ENOENT");
    check(open("x", O_WRONLY | O_CREAT, 0600) == -1 && errno == ENOENT, "making a file is ENOENT");
    check(openat(AT_FDCWD, ".", O_RDONLY) == -1 && errno == ENOENT, "openat is ENOENT");
    check(creat("x", 0600) == -1 && errno == ENOENT, "creat is ENOENT");
    check(fopen("/x", "r") == NULL && errno == ENOENT, "fopen is ENOENT");
    check(tmpfile() == NULL && errno == ENOENT, "tmpfile is ENOENT");
    check(mkstemp(made) == -1 && errno == ENOENT, "mkstemp is ENOENT");
    check(mkdtemp(strcpy(made, "/x-XXXXXX")) == NULL && errno == ENOENT, "mkdtemp is ENOENT");
    check(stat("/", &status) == -1 && errno == ENOENT, "stat is ENOENT");
    check(lstat("/", &status) == -1 && errno == ENOENT, "lstat is ENOENT");
    check(fstatat(AT_FDCWD, ".", &status, 0) == -1 && errno == ENOENT, "fstatat is ENOENT");
    check(statvfs("/", &volume) == -1 && errno == ENOENT, "statvfs is ENOENT");
    check(pathconf("/", _PC_LINK_MAX) == -1 && errno == ENOENT, "pathconf is ENOENT");
    check(access(".", F_OK) == -1 && errno == ENOENT, "access is ENOENT");
    check(faccessat(AT_FDCWD, ".", F_OK, AT_EACCESS) == -1 && errno == ENOENT, "faccessat is ENOENT");
    check(mkdir("/x", 0700) == -1 && errno == ENOENT, "mkdir is ENOENT");
    check(mkfifo("/x", 0600) == -1 && errno == ENOENT, "mkfifo is ENOENT");
    check(mknod("/x", S_IFREG | 0600, 0) == -1 && errno == ENOENT, "mknod is ENOENT");
    check(unlink("/x") == -1 && errno == ENOENT, "unlink is ENOENT");
    check(rmdir("/x") == -1 && errno == ENOENT, "rmdir is ENOENT");
    check(remove("/x") == -1 && errno == ENOENT, "remove is ENOENT");
    check(rename("/x", "/y") == -1 && errno == ENOENT, "rename is ENOENT");
    check(renameat(AT_FDCWD, "x", AT_FDCWD, "y") == -1 && errno == ENOENT, "renameat is ENOENT");
    check(link("/x", "/y") == -1 && errno == ENOENT, "link is ENOENT");
    check(symlink("x", "y") == -1 && errno == ENOENT, "symlink is ENOENT");
    check(readlink("/x", path, sizeof path) == -1 && errno == ENOENT, "readlink is ENOENT");
    check(realpath("/x", NULL) == NULL && errno == ENOENT, "realpath is ENOENT");
    check(chmod("/", 0) == -1 && errno == ENOENT, "chmod is ENOENT");
    check(fchmodat(AT_FDCWD, ".", 0, 0) == -1 && errno == ENOENT, "fchmodat is ENOENT");
    check(chown("/", 0, 0) == -1 && errno == ENOENT, "chown is ENOENT");
    check(lchown("/", 0, 0) == -1 && errno == ENOENT, "lchown is ENOENT");
    check(truncate("/x", 0) == -1 && errno == ENOENT, "truncate is ENOENT");
    check(utimensat(AT_FDCWD, "/", now, 0) == -1 && errno == ENOENT, "utimensat is ENOENT");
    check(getxattr("/", "user.x", value, sizeof value) == -1 && errno == ENOENT, "getxattr is ENOENT");
    check(setxattr("/", "user.x", "v", 1, 0) == -1 && errno == ENOENT, "setxattr is ENOENT");
    check(chdir("/") == -1 && errno == ENOENT, "chdir is ENOENT");
    check(getcwd(path, sizeof path) == NULL && errno == ENOENT, "getcwd is ENOENT");
    check(opendir("/") == NULL && errno == ENOENT, "opendir is ENOENT");
    check(scandir("/", &entries, NULL, alphasort) == -1 && errno == ENOENT, "scandir is ENOENT");
    check(glob("/*", 0, NULL, &found) == GLOB_NOMATCH, "glob finds nothing");
    check(execve("/x", arguments, arguments + 1) == -1 && errno == ENOENT, "execve is ENOENT");
    check(posix_spawn(&child, "/x", NULL, NULL, arguments, arguments + 1) == ENOENT, "posix_spawn is ENOENT");
    check(shm_open("/x", O_RDWR, 0) == -1 && errno == ENOENT, "shm_open is ENOENT");
    check(sem_open("/x", 0) == SEM_FAILED && errno == ENOENT, "sem_open is ENOENT");
    check(open("/dev/null", O_RDONLY) == -1 && errno == ENOENT, "there are no devices");
    check(open("/proc/self/exe", O_RDONLY) == -1 && errno == ENOENT, "nor the program");
}

static int nothing(void) {
    try_names();
    check(open("/dev/fd/1", O_WRONLY) >= 0, "one's own descriptors have names all the same");
    return finish();
}

/* Standard input is a file that somebody handed over, to be read. It is all there is. */
static int handed(void) {
    struct stat status;
    char text[32] = "", path[64];
    check(read(0, text, sizeof text) == 5 && strcmp(text, "this\n") == 0, "what was handed over is read");
    check(lseek(0, 1, SEEK_SET) == 1 && read(0, text, 3) == 3 && strncmp(text, "his", 3) == 0, "from any place");
    check(fstat(0, &status) == 0 && S_ISREG(status.st_mode) && status.st_size == 5, "fstat");
    check(write(0, "x", 1) == -1 && errno == EBADF, "it was not handed over to be written");
    check(ftruncate(0, 0) == -1 && errno == EINVAL, "nor to be cut");
    int again = open("/dev/fd/0", O_RDWR);
    check(again >= 0 && write(again, "x", 1) == -1 && errno == EBADF, "opening it by number gives no more");
    again = open("/proc/self/fd/0", O_RDWR);
    check(again >= 0 && write(again, "x", 1) == -1 && errno == EBADF, "nor does its other name");
    check(openat(0, "..", O_RDONLY) == -1 && (errno == ENOTDIR || errno == ENOENT), "no path begins at it");
    check(openat(0, "", O_RDONLY) == -1 && errno == ENOENT, "not even an empty one");
    check(fchdir(0) == -1 && (errno == ENOTDIR || errno == ENOENT), "it is no place to be");
    check(readlink("/proc/self/fd/0", path, sizeof path) == -1, "it does not say where it is");
    for (int fd = 3; fd < 64; fd++) {
        if (fd != again && fd != again - 1) {
            check(fcntl(fd, F_GETFD) == -1 && errno == EBADF, "no other descriptor is open");
        }
    }
    try_names();
    return finish();
}

int main(int argc, char **argv) {
    if (argc == 2 && strcmp(argv[1], "mover") == 0) {
        return mover();
    }
    if (argc == 2 && strcmp(argv[1], "inside") == 0) {
        return inside();
    }
    if (argc == 2 && strcmp(argv[1], "nothing") == 0) {
        return nothing();
    }
    if (argc == 2 && strcmp(argv[1], "handed") == 0) {
        return handed();
    }
    fprintf(stderr, "usage: confined mover|inside|nothing|handed\n");
    return 2;
}
