/* Opening, reopening, closing, removing; modes and errors. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "../test.h"

static char path[] = "/tmp/capos_stdio_files_XXXXXX";
static char other[sizeof path + 2];

static void content(const char *want) {
    char buffer[64];
    FILE *f = fopen(path, "r");
    size_t length = f != NULL ? fread(buffer, 1, sizeof buffer - 1, f) : 0;
    buffer[length] = 0;
    CHECK_STR(buffer, want);
    if (f != NULL)
        fclose(f);
}

static void write_mode(const char *mode, const char *text) {
    FILE *f = fopen(path, mode);
    CHECK(f != NULL);
    if (f == NULL)
        return;
    fputs(text, f);
    CHECK_INT(fclose(f), 0);
}

static void modes(void) {
    write_mode("w", "one");
    content("one");
    write_mode("a", "two");
    content("onetwo");
    write_mode("r+", "X");
    content("Xnetwo");
    write_mode("w+b", "new");
    content("new");
    CHECK_ERRNO(fopen(path, "wx"), NULL, EEXIST);
    CHECK_ERRNO(fopen(path, "q"), NULL, EINVAL);
    CHECK_ERRNO(fopen("/tmp/no/such/file", "r"), NULL, ENOENT);
    FILE *f = fopen(path, "a+");
    fputs("er", f);
    rewind(f);
    CHECK_INT(fgetc(f), 'n');
    fseek(f, 0, SEEK_SET);
    fputs("!", f);
    CHECK_INT(ftell(f), 6);
    fclose(f);
    content("newer!");
    f = fopen(path, "re");
    CHECK(fcntl(fileno(f), F_GETFD) & FD_CLOEXEC);
    fclose(f);
}

static void wrong_direction(void) {
    FILE *f = fopen(path, "r");
    CHECK_ERRNO(fputc('x', f), EOF, EBADF);
    CHECK(ferror(f));
    clearerr(f);
    CHECK(!ferror(f));
    CHECK_INT(fgetc(f), 'n');
    fclose(f);
    f = fopen(path, "a");
    CHECK_ERRNO(fgetc(f), EOF, EBADF);
    CHECK(ferror(f));
    CHECK(!feof(f));
    fclose(f);
}

static void descriptors(void) {
    int fd = open(path, O_RDONLY);
    CHECK_ERRNO(fdopen(fd, "w"), NULL, EINVAL);
    FILE *f = fdopen(fd, "r");
    CHECK(f != NULL && fileno(f) == fd);
    CHECK_INT(fgetc(f), 'n');
    CHECK_INT(fclose(f), 0);
    CHECK_ERRNO(close(fd), -1, EBADF);
    CHECK_ERRNO(fdopen(-1, "r"), NULL, EBADF);
}

static void reopening(void) {
    FILE *f = fopen(path, "r");
    int fd = fileno(f);
    fgetc(f);
    CHECK(freopen(path, "w", f) == f);
    CHECK_INT(fileno(f), fd);
    fputs("again", f);
    CHECK(freopen(path, "r", f) == f);
    CHECK_INT(fgetc(f), 'a');
    CHECK(freopen("/tmp/no/such/file", "r", f) == NULL);
    content("again");
}

/* A program that starts a filter closes standard input first: the file then gets its number. */
static void reopening_what_is_closed(void) {
    CHECK_INT(close(0), 0);
    CHECK(freopen(path, "r", stdin) == stdin);
    CHECK_INT(fileno(stdin), 0);
    CHECK_INT(getchar(), 'a');
    CHECK(!ferror(stdin));
}

/* perror prints what strerror answers, the number of an unknown error included, and leaves strerror's text alone. */
static void messages(void) {
    char line[64];
    char *kept = strerror(12345);
    int saved = dup(2);
    CHECK(freopen(path, "w+", stderr) == stderr);
    errno = 54321;
    perror(NULL);
    rewind(stderr);
    CHECK_STR(fgets(line, sizeof line, stderr), "Unknown error 54321\n");
    CHECK(strstr(kept, "12345") != NULL);
    CHECK_INT(dup2(saved, 2), 2);
    close(saved);
}

static void full_device(void) {
    FILE *f = fopen("/dev/full", "w");
    if (f == NULL)
        return;
    CHECK(fputc('x', f) == 'x');
    CHECK_ERRNO(fflush(f), EOF, ENOSPC);
    CHECK(ferror(f));
    fclose(f);
}

int main(void) {
    int fd = mkstemp(path);
    REQUIRE(fd >= 0);
    close(fd);
    snprintf(other, sizeof other, "%s2", path);
    modes();
    wrong_direction();
    descriptors();
    reopening();
    reopening_what_is_closed();
    messages();
    full_device();
    CHECK_INT(rename(path, other), 0);
    CHECK_ERRNO(rename(path, other), -1, ENOENT);
    CHECK_INT(renameat(AT_FDCWD, other, AT_FDCWD, path), 0);
    CHECK_INT(remove(path), 0);
    CHECK_ERRNO(remove(path), -1, ENOENT);
    CHECK_INT(mkdir(path, 0700), 0);
    CHECK_INT(remove(path), 0);
    CHECK(fileno(stdin) == 0 && fileno(stdout) == 1 && fileno(stderr) == 2);
    CHECK_INT(fflush(NULL), 0);
    errno = ENOENT;
    perror("# perror");
    return test_done();
}
