/* What a program writes to its standard error, read back from a pipe. */
#ifndef STANDARD_ERROR_H
#define STANDARD_ERROR_H

#include <stdlib.h>
#include <unistd.h>

static int captured_end, captured_saved;

/* From here on it goes into a pipe, which has room for a few lines. */
static void capture(void) {
    int ends[2];
    if (pipe(ends) != 0)
        exit(1);
    captured_saved = dup(2);
    dup2(ends[1], 2);
    close(ends[1]);
    captured_end = ends[0];
}

/* What was written since; the stream is as it was before. */
static const char *captured(void) {
    static char text[400];
    dup2(captured_saved, 2);
    close(captured_saved);
    ssize_t length = read(captured_end, text, sizeof text - 1);
    close(captured_end);
    text[length > 0 ? length : 0] = '\0';
    return text;
}

#endif
