/* What the benchmarks have in common. */

#define _POSIX_C_SOURCE 200809L

#include "bench.h"

#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#if !defined NO_FILE || !defined NO_STDIO
#include <fcntl.h>
#endif

/* What time is; the processor's for what does not wait. */
#ifndef BENCH_CLOCK
#define BENCH_CLOCK CLOCK_MONOTONIC
#endif

const char *self_path;           /* how to start another copy of us */
const char *work_dir = "/tmp";
const char *net_host;            /* NULL: no *_host_* benchmarks */
int net_port = 7777;

const char *problem;             /* why the last benchmark stopped */
int problem_errno;

/* Results are stored here so that a compiler cannot drop the work. */
volatile long result_sink;

unsigned char block[BLOCK];      /* shared I/O buffer */

int64_t fail(const char *what)
{
    problem = what;
    problem_errno = errno;
    return FAILED;
}

int64_t skip(const char *why)
{
    problem = why;
    return SKIPPED;
}

int64_t now_ns(void)
{
    struct timespec t;

    clock_gettime(BENCH_CLOCK, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* "work_dir/leaf" in a static buffer; good until the next call. */
const char *scratch(const char *leaf)
{
    static char path[256];
    size_t d = strlen(work_dir), l = strlen(leaf);

    if (d + l + 2 > sizeof path)
        return leaf;
    memcpy(path, work_dir, d);
    path[d] = '/';
    memcpy(path + d + 1, leaf, l + 1);
    return path;
}

int write_all(int fd, const void *data, size_t size)
{
    const unsigned char *p = data;

    while (size > 0) {
        ssize_t w = write(fd, p, size);
        if (w <= 0)
            return -1;
        p += w;
        size -= (size_t)w;
    }
    return 0;
}

#if !defined NO_FILE || !defined NO_STDIO
/* Creates (or replaces) a file of `size` bytes of text lines, 64 bytes each. */
int make_text_file(const char *path, size_t size)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    if (fd < 0)
        return -1;
    for (size_t i = 0; i < BLOCK; i++)
        block[i] = (unsigned char)(i % 64 == 63 ? '\n' : 'a' + i % 26);
    while (size > 0) {
        size_t part = size < BLOCK ? size : BLOCK;
        if (write_all(fd, block, part) != 0) {
            close(fd);
            return -1;
        }
        size -= part;
    }
    return close(fd);
}
#endif
