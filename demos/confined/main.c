/*
 * What a process can not do: three roles of one program.
 *
 *   mover     has the whole tree. Prepares it, then moves directories about under the feet of the other.
 *   inside    has one directory of it, to read. Tries to write, and to name what lies outside.
 *   nothing   has no Namespace. Every call that takes a path answers with an ordinary error.
 *
 * cue/system-confined grants the first two their views; cue/system-no-namespace starts the third.
 */

#define _POSIX_C_SOURCE 200809L

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
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

/* Somebody moves the directory in which this process stands, out of its tree and back again. */
static void try_under_moves(void) {
    int reached = 0, entered = 0;
    for (int round = 0; round < 3000; round++) {
        if (chdir("/a/b/c") != 0) {
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
    check(entered > 0, "a directory that is moved about can be entered");
    check(reached == 0, "and leads nowhere outside");
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

static int nothing(void) {
    struct stat status;
    char path[64];
    check(open("/", O_RDONLY) == -1 && errno == ENOENT, "open is ENOENT");
    check(open("x", O_WRONLY | O_CREAT, 0600) == -1 && errno == ENOENT, "making a file is ENOENT");
    check(stat("/", &status) == -1 && errno == ENOENT, "stat is ENOENT");
    check(access(".", F_OK) == -1 && errno == ENOENT, "access is ENOENT");
    check(mkdir("/x", 0700) == -1 && errno == ENOENT, "mkdir is ENOENT");
    check(unlink("/x") == -1 && errno == ENOENT, "unlink is ENOENT");
    check(rename("/x", "/y") == -1 && errno == ENOENT, "rename is ENOENT");
    check(chdir("/") == -1 && errno == ENOENT, "chdir is ENOENT");
    check(getcwd(path, sizeof path) == NULL && errno == ENOENT, "getcwd is ENOENT");
    check(opendir("/") == NULL && errno == ENOENT, "opendir is ENOENT");
    check(readlink("/x", path, sizeof path) == -1 && errno == ENOENT, "readlink is ENOENT");
    check(symlink("x", "y") == -1 && errno == ENOENT, "symlink is ENOENT");
    check(chmod("/", 0) == -1 && errno == ENOENT, "chmod is ENOENT");
    check(truncate("/x", 0) == -1 && errno == ENOENT, "truncate is ENOENT");
    check(open("/dev/fd/1", O_WRONLY) >= 0, "one's own descriptors have names all the same");
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
    fprintf(stderr, "usage: confined mover|inside|nothing\n");
    return 2;
}
