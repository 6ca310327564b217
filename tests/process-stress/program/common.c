/* Random numbers, failures, and the pipes by which a tree's members know of each other's ends. */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>
#include "stress.h"

static unsigned long long state = 1;
static int failed;
/* Both ends each: the first is closed by its only writer, the second when its last writer is gone. */
static int release[2] = {-1, -1}, life[2] = {-1, -1};

void seed_random(unsigned long long seed) {
    state = seed * 2862933555777941757ULL + 3037000493ULL;
}

int pick(int count) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (int)((state >> 33) % (unsigned)count);
}

void wrong(const char *what, long long detail) {
    failed++;
    fprintf(stderr, "wrong: %s (%lld)\n", what, detail);
}

int failures(void) {
    return failed;
}

static void close_end(int *end) {
    if (*end >= 0 && close(*end) != 0)
        wrong("close of an open descriptor", errno);
    *end = -1;
}

void begin_tree(void) {
    if (pipe(release) != 0 || pipe(life) != 0)
        wrong("pipe", errno);
}

void become_descendant(void) {
    failed = 0;
    close_end(&release[1]);
    close_end(&life[0]);
}

void wait_for_release(void) {
    char byte;
    while (read(release[0], &byte, 1) < 0 && errno == EINTR)
        ;
}

void release_waiting(void) {
    close_end(&release[1]);
    close_end(&release[0]);
}

void everybody_left(void) {
    char byte;
    ssize_t count;
    close_end(&life[1]);
    while ((count = read(life[0], &byte, 1)) < 0 && errno == EINTR)
        ;
    if (count != 0)
        wrong("end of the tree", count);
    close_end(&life[0]);
}
