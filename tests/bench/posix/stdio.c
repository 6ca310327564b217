/* One operation passes over a 1 MiB file. */

#define _POSIX_C_SOURCE 200809L

#include "bench.h"

#ifndef NO_STDIO

#include <stdio.h>
#include <unistd.h>

static int64_t bench_stdio_putc(long n)
{
    const char *path = scratch("pb.stdio");
    int64_t start = now_ns(), time;

    for (long i = 0; i < n; i++) {
        FILE *f = fopen(path, "w");
        if (f == NULL)
            return fail("fopen");
        for (int k = 0; k < MIB; k++)
            if (putc('a' + k % 16, f) == EOF)
                return fail("putc");
        if (fclose(f) != 0)
            return fail("fclose");
    }
    time = now_ns() - start;
    unlink(path);
    return time;
}

static int64_t bench_stdio_getc(long n)
{
    const char *path = scratch("pb.stdio");
    int64_t start, time;

    if (make_text_file(path, MIB) != 0)
        return fail("create");
    start = now_ns();
    for (long i = 0; i < n; i++) {
        long count = 0;
        FILE *f = fopen(path, "r");
        if (f == NULL)
            return fail("fopen");
        while (getc(f) != EOF)
            count++;
        fclose(f);
        if (count != MIB)
            return fail("getc");
    }
    time = now_ns() - start;
    unlink(path);
    return time;
}

/* Lines of 64 bytes. */
static int64_t bench_stdio_fgets(long n)
{
    const char *path = scratch("pb.stdio");
    int64_t start, time;

    if (make_text_file(path, MIB) != 0)
        return fail("create");
    start = now_ns();
    for (long i = 0; i < n; i++) {
        char line[128];
        long count = 0;
        FILE *f = fopen(path, "r");
        if (f == NULL)
            return fail("fopen");
        while (fgets(line, sizeof line, f) != NULL)
            count++;
        fclose(f);
        if (count != MIB / 64)
            return fail("fgets");
    }
    time = now_ns() - start;
    unlink(path);
    return time;
}

const struct bench stdio_benches[] = {
    { "stdio_putc", "stdio", bench_stdio_putc, MIB },
    { "stdio_getc", "stdio", bench_stdio_getc, MIB },
    { "stdio_fgets", "stdio", bench_stdio_fgets, MIB },
    { NULL, NULL, NULL, 0 }
};

#endif
