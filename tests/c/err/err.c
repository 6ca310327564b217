/* BSD's messages, read back from a pipe in place of the standard error stream. */
#define _GNU_SOURCE
#include <err.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include "standard_error.h"
#include "../test.h"

/* What was written, without the program's name. */
static const char *message(void) {
    const char *text = captured(), *colon = strstr(text, ": ");
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
    CHECK_STR(message(), "gone 7: No such file or directory\n");
    fflush(stdout);
    int status = test_done();
    fflush(stdout);
    _exit(status);
}

int main(void) {
    capture();
    warnx("plain %d", 5);
    CHECK_STR(message(), "plain 5\n");
    capture();
    errno = EINVAL;
    warn("bad %s", "thing");
    CHECK_STR(message(), "bad thing: Invalid argument\n");
    CHECK_INT(errno, EINVAL);
    capture();
    errno = EACCES;
    warn(NULL);
    CHECK_STR(message(), "Permission denied\n");
    capture();
    with_list("list %d", 1);
    CHECK(strstr(message(), "list 1\n") != NULL);

    fflush(stdout);
    atexit(last);
    capture();
    errno = ENOENT;
    err(3, "gone %d", 7);
}
