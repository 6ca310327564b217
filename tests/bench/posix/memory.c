/* mmap and malloc. */

#define _POSIX_C_SOURCE 200809L
/* Only for MAP_ANONYMOUS: POSIX has had it since 2024, older headers hide it. */
#define _DEFAULT_SOURCE

#include "bench.h"

#include <errno.h>
#include <stdlib.h>
#ifndef NO_MMAP
#include <sys/mman.h>
#include <unistd.h>
#endif
#ifndef NO_THREADS
#include <pthread.h>
#endif

#ifndef NO_MMAP

/* One operation maps 64 private anonymous pages, writes one byte in each,
 * and unmaps them. */
static int64_t bench_mmap_touch_64(long n)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE), size = 64 * page;
    int64_t start = now_ns();

    for (long i = 0; i < n; i++) {
        volatile char *p;
        void *m = mmap(NULL, size, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (m == MAP_FAILED)
            return fail("mmap");
        p = m;
        for (size_t at = 0; at < size; at += page)
            p[at] = 1;
        if (munmap(m, size) != 0)
            return fail("munmap");
    }
    return now_ns() - start;
}

const struct bench mmap_benches[] = {
    { "mmap_touch_64", "mmap", bench_mmap_touch_64, 0 },
    { NULL, NULL, NULL, 0 }
};

#endif

#ifndef NO_MALLOC

enum { SLOTS = 512 };

/* n times: free a random slot of 512 and refill it.  Sizes are 8..4095
 * bytes, every power-of-two range equally likely.  Returns 0 on success. */
static int malloc_work(long n, uint32_t seed, void **slot)
{
    for (int i = 0; i < SLOTS; i++)
        slot[i] = NULL;
    for (long i = 0; i < n; i++) {
        uint32_t r = next_random(&seed);
        size_t base = (size_t)8 << (r >> 8) % 9;
        size_t size = base + (r >> 16) % base;
        void **s = &slot[r % SLOTS];
        free(*s);
        *s = malloc(size);
        if (*s == NULL)
            return -1;
        *(volatile char *)*s = 1;
    }
    for (int i = 0; i < SLOTS; i++)
        free(slot[i]);
    return 0;
}

static int64_t bench_malloc_mixed(long n)
{
    static void *slot[SLOTS];
    int64_t start = now_ns();

    if (malloc_work(n, 12345, slot) != 0)
        return fail("malloc");
    return now_ns() - start;
}

const struct bench malloc_benches[] = {
    { "malloc_mixed", "malloc", bench_malloc_mixed, 0 },
    { NULL, NULL, NULL, 0 }
};

#ifndef NO_THREADS

struct malloc_job {
    long n;
    uint32_t seed;
    int bad;
    void *slot[SLOTS];
};

static void *malloc_thread(void *arg)
{
    struct malloc_job *job = arg;

    job->bad = malloc_work(job->n, job->seed, job->slot);
    return NULL;
}

/* Two threads do n operations each; the time is per operation of one
 * thread, so equal to malloc_mixed means perfect scaling. */
static int64_t bench_malloc_2thr(long n)
{
    static struct malloc_job job[2];
    pthread_t t[2];
    int64_t start = now_ns();

    for (int i = 0; i < 2; i++) {
        job[i].n = n;
        job[i].seed = 12345u + (uint32_t)i;
        errno = pthread_create(&t[i], NULL, malloc_thread, &job[i]);
        if (errno != 0)
            return fail("pthread_create");
    }
    for (int i = 0; i < 2; i++)
        pthread_join(t[i], NULL);
    if (job[0].bad || job[1].bad)
        return fail("malloc");
    return now_ns() - start;
}

const struct bench malloc_threads_benches[] = {
    { "malloc_2thr", "thread", bench_malloc_2thr, 0 },
    { NULL, NULL, NULL, 0 }
};

#endif /* NO_THREADS */
#endif /* NO_MALLOC */
