/* Random operations on pipes and other descriptors, which new processes inherit as they are. */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include "stress.h"

#define MOST 24

static int open_ones[MOST];
static int count;

static void add(int fd) {
    if (fd < 0)
        wrong("a new descriptor", errno);
    else
        open_ones[count++] = fd;
}

static void remove_at(int index) {
    if (close(open_ones[index]) != 0)
        wrong("close", errno);
    open_ones[index] = open_ones[--count];
}

void close_descriptors(void) {
    while (count > 0)
        remove_at(count - 1);
}

static void make_pipe(void) {
    int ends[2];
    if (count > MOST - 2)
        return;
    if (pipe(ends) != 0) {
        wrong("pipe", errno);
        return;
    }
    for (int i = 0; i < 2; i++) {
        fcntl(ends[i], F_SETFL, fcntl(ends[i], F_GETFL) | O_NONBLOCK);
        if (pick(4) == 0)
            fcntl(ends[i], F_SETFD, FD_CLOEXEC);
        add(ends[i]);
    }
}

/* Nothing here waits: a pipe without room or bytes says so, and so does a side that nobody has open. */
static void move(int fd) {
    char bytes[600] = {0};
    int writes = (fcntl(fd, F_GETFL) & O_ACCMODE) == O_WRONLY;
    ssize_t moved = writes ? write(fd, bytes, 1 + (size_t)pick(sizeof bytes)) : read(fd, bytes, sizeof bytes);
    if (moved < 0 && errno != EAGAIN && errno != EPIPE)
        wrong(writes ? "write" : "read", errno);
}

void descriptor_step(void) {
    int some = count > 0 ? pick(count) : 0;
    switch (pick(7)) {
    case 0:
        make_pipe();
        break;
    case 1:
        if (count > 0)
            remove_at(some);
        break;
    case 2:
        if (count > 0 && count < MOST)
            add(dup(open_ones[some]));
        break;
    case 3: {
        int other = count > 0 ? pick(count) : 0;
        if (count > 0 && dup2(open_ones[some], open_ones[other]) != open_ones[other])
            wrong("dup2", errno);
        break;
    }
    case 4:
        if (count < MOST && pick(3) == 0)
            add(eventfd(1, EFD_NONBLOCK));
        break;
    default:
        if (count > 0)
            move(open_ones[some]);
    }
}
