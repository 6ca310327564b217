/* fopencookie. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <sys/types.h>
#include "../test.h"

struct state {
    char data[64];
    size_t length, position;
    int closed;
};

static ssize_t reader(void *cookie, char *buffer, size_t size) {
    struct state *state = cookie;
    size_t rest = state->length - state->position;
    size_t count = size < rest ? size : rest;
    memcpy(buffer, state->data + state->position, count);
    state->position += count;
    return (ssize_t)count;
}

static ssize_t writer(void *cookie, const char *buffer, size_t size) {
    struct state *state = cookie;
    size_t rest = sizeof state->data - state->position;
    size_t count = size < rest ? size : rest;
    memcpy(state->data + state->position, buffer, count);
    state->position += count;
    if (state->length < state->position)
        state->length = state->position;
    return (ssize_t)count;
}

static int seeker(void *cookie, off_t *offset, int whence) {
    struct state *state = cookie;
    off_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? (off_t)state->position : (off_t)state->length;
    if (base + *offset < 0)
        return -1;
    *offset += base;
    state->position = (size_t)*offset;
    return 0;
}

static int closer(void *cookie) {
    ((struct state *)cookie)->closed = 1;
    return 0;
}

int main(void) {
    static struct state state;
    cookie_io_functions_t functions = {reader, writer, seeker, closer};
    FILE *f = fopencookie(&state, "w+", functions);
    CHECK(f != NULL);
    fprintf(f, "value=%d", 7);
    rewind(f);
    int value = 0;
    CHECK_INT(fscanf(f, "value=%d", &value), 1);
    CHECK_INT(value, 7);
    CHECK_INT(fgetc(f), EOF);
    CHECK_INT(fclose(f), 0);
    CHECK_INT(state.closed, 1);
    CHECK_INT(state.length, 7);
    return test_done();
}
