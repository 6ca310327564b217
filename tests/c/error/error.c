/* GNU's messages, read back from a pipe in place of the standard error stream. */
#define _GNU_SOURCE
#include <errno.h>
#include <error.h>
#include <stdlib.h>

#include "standard_error.h"
#include "../test.h"

static void name(void) {
    fputs("me> ", stderr);
}

int main(void) {
    error_print_progname = name;
    capture();
    error(0, 0, "value %d", 5);
    CHECK_STR(captured(), "me> value 5\n");
    capture();
    error(0, ENOENT, "%s", "file");
    CHECK_STR(captured(), "me> file: No such file or directory\n");
    capture();
    error_at_line(0, EINVAL, "x.c", 12, "odd");
    CHECK_STR(captured(), "me> x.c:12: odd: Invalid argument\n");
    CHECK_INT(error_message_count, 3);

    error_one_per_line = 1;
    capture();
    error_at_line(0, 0, "y.c", 1, "a");
    error_at_line(0, 0, "y.c", 1, "b");
    error_at_line(0, 0, "y.c", 2, "c");
    CHECK_STR(captured(), "me> y.c:1: a\nme> y.c:2: c\n");
    CHECK_INT(error_message_count, 5);

    error_print_progname = NULL;
    capture();
    error(0, 0, "named");
    const char *text = captured();
    CHECK(strlen(text) > 7 && strcmp(text + strlen(text) - 8, ": named\n") == 0);
    return test_done();
}
