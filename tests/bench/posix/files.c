/* Files. */

#define _POSIX_C_SOURCE 200809L

#include "bench.h"

#ifndef NO_FILE

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_BYTES = 16 * MIB };

static int64_t bench_open_close(long n)
{
    const char *path = scratch("pb.small");
    int64_t start, time;

    if (make_text_file(path, 1024) != 0)
        return fail("create");
    start = now_ns();
    for (long i = 0; i < n; i++) {
        int fd = open(path, O_RDONLY);
        if (fd < 0)
            return fail("open");
        close(fd);
    }
    time = now_ns() - start;
    unlink(path);
    return time;
}

static int64_t bench_open_read_close(long n)
{
    const char *path = scratch("pb.small");
    int64_t start, time;

    if (make_text_file(path, 1024) != 0)
        return fail("create");
    start = now_ns();
    for (long i = 0; i < n; i++) {
        int fd = open(path, O_RDONLY);
        if (fd < 0)
            return fail("open");
        if (read(fd, block, 1024) != 1024)
            return fail("read");
        close(fd);
    }
    time = now_ns() - start;
    unlink(path);
    return time;
}

static int64_t bench_stat(long n)
{
    const char *path = scratch("pb.small");
    struct stat st;
    int64_t start, time;

    if (make_text_file(path, 1024) != 0)
        return fail("create");
    start = now_ns();
    for (long i = 0; i < n; i++)
        if (stat(path, &st) != 0)
            return fail("stat");
    time = now_ns() - start;
    result_sink = (long)st.st_size;
    unlink(path);
    return time;
}

/* 1-byte reads at a fixed place: per-call cost of file I/O without open. */
static int64_t bench_lseek_read1(long n)
{
    const char *path = scratch("pb.small");
    int64_t start, time;
    int fd;

    if (make_text_file(path, 1024) != 0)
        return fail("create");
    fd = open(path, O_RDONLY);
    if (fd < 0)
        return fail("open");
    start = now_ns();
    for (long i = 0; i < n; i++) {
        if (lseek(fd, 0, SEEK_SET) != 0)
            return fail("lseek");
        if (read(fd, block, 1) != 1)
            return fail("read");
    }
    time = now_ns() - start;
    close(fd);
    unlink(path);
    return time;
}

static int64_t bench_create_unlink(long n)
{
    const char *path = scratch("pb.new");
    int64_t start;

    unlink(path);       /* left behind by a run that was cut off */
    start = now_ns();
    for (long i = 0; i < n; i++) {
        int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
        if (fd < 0)
            return fail("create");
        if (write(fd, block, 1024) != 1024)
            return fail("write");
        close(fd);
        if (unlink(path) != 0)
            return fail("unlink");
    }
    return now_ns() - start;
}

/* One operation writes a new 16 MiB file in 64 KiB blocks. */
static int64_t bench_file_write(long n)
{
    const char *path = scratch("pb.big");
    int64_t time = 0;

    for (long i = 0; i < n; i++) {
        int64_t start = now_ns();
        int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        if (fd < 0)
            return fail("create");
        for (long done = 0; done < FILE_BYTES; done += BLOCK)
            if (write_all(fd, block, BLOCK) != 0)
                return fail("write");
        close(fd);
        time += now_ns() - start;
        unlink(path);
    }
    return time;
}

/* One operation reads a 16 MiB file in 64 KiB blocks. */
static int64_t bench_file_read(long n)
{
    const char *path = scratch("pb.big");
    int64_t start, time;

    if (make_text_file(path, FILE_BYTES) != 0)
        return fail("create");
    start = now_ns();
    for (long i = 0; i < n; i++) {
        long done = 0;
        ssize_t r;
        int fd = open(path, O_RDONLY);
        if (fd < 0)
            return fail("open");
        while ((r = read(fd, block, BLOCK)) > 0)
            done += r;
        close(fd);
        if (done != FILE_BYTES)
            return fail("read");
    }
    time = now_ns() - start;
    unlink(path);
    return time;
}

const struct bench file_benches[] = {
    { "open_close", "file", bench_open_close, 0 },
    { "open_read_close", "file", bench_open_read_close, 0 },
    { "stat", "file", bench_stat, 0 },
    { "lseek_read1", "file", bench_lseek_read1, 0 },
    { "create_unlink", "file", bench_create_unlink, 0 },
    { "file_write_16m", "file", bench_file_write, FILE_BYTES },
    { "file_read_16m", "file", bench_file_read, FILE_BYTES },
    { NULL, NULL, NULL, 0 }
};

#endif
