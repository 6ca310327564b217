/* One operation lists a directory of 1000 files. */

#define _POSIX_C_SOURCE 200809L

#include "bench.h"

#ifndef NO_DIR

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static int64_t bench_readdir_1000(long n)
{
    enum { ENTRIES = 1000 };
    char name[] = "pb.dir/file0000";
    size_t digits = sizeof name - 5;
    int64_t start, time;

    if (mkdir(scratch("pb.dir"), 0700) != 0 && errno != EEXIST)
        return fail("mkdir");
    for (int i = 0; i < ENTRIES; i++) {
        int fd;
        for (int v = i, d = 3; d >= 0; d--, v /= 10)
            name[digits + (size_t)d] = (char)('0' + v % 10);
        fd = open(scratch(name), O_WRONLY | O_CREAT, 0600);
        if (fd < 0)
            return fail("create");
        close(fd);
    }

    start = now_ns();
    for (long i = 0; i < n; i++) {
        int seen = 0;
        struct dirent *e;
        DIR *d = opendir(scratch("pb.dir"));
        if (d == NULL)
            return fail("opendir");
        while ((e = readdir(d)) != NULL)
            if (e->d_name[0] != '.')
                seen++;
        closedir(d);
        if (seen != ENTRIES)
            return fail("readdir-count");
    }
    time = now_ns() - start;

    for (int i = 0; i < ENTRIES; i++) {
        for (int v = i, d = 3; d >= 0; d--, v /= 10)
            name[digits + (size_t)d] = (char)('0' + v % 10);
        if (unlink(scratch(name)) != 0)
            return fail("unlink");
    }
    if (rmdir(scratch("pb.dir")) != 0)
        return fail("rmdir");
    return time;
}

const struct bench dir_benches[] = {
    { "readdir_1000", "dir", bench_readdir_1000, 0 },
    { NULL, NULL, NULL, 0 }
};

#endif
