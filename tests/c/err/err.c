/* BSD's messages, read back from a pipe in place of the standard error stream. */
#define _GNU_SOURCE
#include <err.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include "../test.h"

static int reading, saved;

static void capture(void) {
    int ends[2];
    if (pipe(ends) != 0)
        exit(1);
    saved = dup(2);
    dup2(ends[1], 2);
    close(ends[1]);
    reading = ends[0];
}

/* What was written, without the program's name. */
static const char *captured(void) {
    static char text[256];
    dup2(saved, 2);
    close(saved);
    ssize_t n = read(reading, text, sizeof text - 1);
    close(reading);
    text[n > 0 ? n : 0] = 0;
    const char *colon = strstr(text, ": ");
    return colon != NULL ? colon + 2 : text;
}

static void with_list(const char *format, ...) {
    va_list list;
    va_start(list, format);
    vwarnx(format, list);
    va_end(list);
    va_start(list, format);
    errno = EPERM;
    vwarn(format, list);
    va_end(list);
}

static void last(void) {
    CHECK_STR(captured(), "gone 7: No such file or directory\n");
    fflush(stdout);
    int status = test_done();
    fflush(stdout);
    _exit(status);
}

int main(void) {
    capture();
    warnx("plain %d", 5);
    CHECK_STR(captured(), "plain 5\n");
    capture();
    errno = EINVAL;
    warn("bad %s", "thing");
    CHECK_STR(captured(), "bad thing: Invalid argument\n");
    CHECK_INT(errno, EINVAL);
    capture();
    errno = EACCES;
    warn(NULL);
    CHECK_STR(captured(), "Permission denied\n");
    capture();
    with_list("list %d", 1);
    CHECK(strstr(captured(), "list 1\n") != NULL);

    fflush(stdout);
    atexit(last);
    capture();
    errno = ENOENT;
    err(3, "gone %d", 7);
}
