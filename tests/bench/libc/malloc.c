/* malloc: pairs of one size, and the loads that allocators are usually compared by, in one thread. */
#include "bench.h"

#include <stdlib.h>
#include <string.h>

static void pair(long n, size_t size)
{
    for (long i = 0; i < n; i++) {
        char *p = malloc(size);
        if (p == NULL)
            broken("malloc");
        *(volatile char *)p = 1;
        free(p);
    }
}

static void pair_16(long n) { pair(n, 16); }
static void pair_100(long n) { pair(n, 100); }
static void pair_1k(long n) { pair(n, 1000); }
static void pair_10k(long n) { pair(n, 10000); }
static void pair_100k(long n) { pair(n, 100000); }
static void pair_1m(long n) { pair(n, 1000000); }

static void zeroed(long n, size_t size)
{
    for (long i = 0; i < n; i++) {
        char *p = calloc(1, size);
        if (p == NULL)
            broken("calloc");
        *(volatile char *)p = 1;
        free(p);
    }
}

static void zeroed_100(long n) { zeroed(n, 100); }
static void zeroed_10k(long n) { zeroed(n, 10000); }

static void aligned(long n)
{
    for (long i = 0; i < n; i++) {
        void *p = aligned_alloc(256, 512);
        sink = (size_t)p;
        free(p);
    }
}

/* A buffer that grows as text comes in. An operation appends 16 bytes. */
static void grow(long n)
{
    size_t size = 0;
    char *p = NULL;

    for (long i = 0; i < n; i++) {
        if (size == 65536) {
            free(p);
            p = NULL;
            size = 0;
        }
        p = realloc(p, size += 16);
        if (p == NULL)
            broken("realloc");
        p[size - 1] = 1;
    }
    free(p);
}

/* Many of one size at once, freed in the order in which they came, or backward. */
enum { BATCH = 1000 };

static void *batch[BATCH];

static void first_out(long n)
{
    for (long i = 0; i < n; i += BATCH) {
        for (int k = 0; k < BATCH; k++)
            *(volatile char *)(batch[k] = malloc(64)) = 1;
        for (int k = 0; k < BATCH; k++)
            free(batch[k]);
    }
}

static void last_out(long n)
{
    for (long i = 0; i < n; i += BATCH) {
        for (int k = 0; k < BATCH; k++)
            *(volatile char *)(batch[k] = malloc(64)) = 1;
        for (int k = BATCH; k-- > 0;)
            free(batch[k]);
    }
}

/* After Larson and Krishnan: a server's blocks, each replaced at random by one of another size. */
static void larson(long n)
{
    static void *block[1000];
    uint32_t seed = 4711;

    for (long i = 0; i < n; i++) {
        uint32_t r = next_random(&seed);
        void **slot = &block[r % 1000];
        free(*slot);
        *slot = malloc(10 + (r >> 12) % 491);
        if (*slot == NULL)
            broken("malloc");
        *(volatile char *)*slot = 1;
    }
}

/* After Berger's cache-scratch: small objects that are written over and over. An operation writes one 64 times. */
static void cache_scratch(long n)
{
    for (long i = 0; i < n; i++) {
        volatile char *p = malloc(8);
        if (p == NULL)
            broken("malloc");
        for (int k = 0; k < 64; k++)
            p[k % 8] = (char)k;
        free((void *)p);
    }
}

/* After mimalloc's mstress: most objects die young, some are kept, sizes span four powers of ten and now and then
 * everything kept is dropped. Objects are filled and checked. */
static void stress(long n)
{
    enum { KEPT = 2000 };
    static size_t *kept[KEPT];
    uint32_t seed = 31337;

    for (long i = 0; i < n; i++) {
        uint32_t r = next_random(&seed);
        size_t words = 1 + (r >> 8) % (r % 100 == 0 ? 4096 : r % 10 == 0 ? 256 : 16);
        size_t *p = r & 64 ? calloc(words, sizeof *p) : malloc(words * sizeof *p);
        if (p == NULL)
            broken("malloc");
        p[0] = words;
        p[words - 1] ^= 0;
        if (r % 4 == 0) {
            size_t **slot = &kept[(r >> 20) % KEPT];
            free(*slot);
            *slot = p;
        } else {
            free(p);
        }
        if (i % 20000 == 19999)
            for (int k = 0; k < KEPT; k++) {
                free(kept[k]);
                kept[k] = NULL;
            }
    }
}

/* Lists of strings, as interpreters have them: allocate a thousand of different length, free every second, then all. */
static void strings(long n)
{
    for (long i = 0; i < n; i += BATCH) {
        uint32_t seed = 17;
        for (int k = 0; k < BATCH; k++)
            memset(batch[k] = malloc(8 + next_random(&seed) % 56), 'x', 8);
        for (int k = 0; k < BATCH; k += 2)
            free(batch[k]);
        for (int k = 0; k < BATCH; k += 2)
            memset(batch[k] = malloc(8 + next_random(&seed) % 56), 'x', 8);
        for (int k = 0; k < BATCH; k++)
            free(batch[k]);
    }
}

const struct bench malloc_benches[] = {
    { "malloc_free_16", pair_16, PLAIN, NULL },
    { "malloc_free_100", pair_100, PLAIN, NULL },
    { "malloc_free_1k", pair_1k, PLAIN, NULL },
    { "malloc_free_10k", pair_10k, PLAIN, NULL },
    { "malloc_free_100k", pair_100k, PLAIN, NULL },
    { "malloc_free_1m", pair_1m, PLAIN, NULL },
    { "calloc_free_100", zeroed_100, PLAIN, NULL },
    { "calloc_free_10k", zeroed_10k, PLAIN, NULL },
    { "aligned_alloc", aligned, PLAIN, NULL },
    { "realloc_grow", grow, PLAIN, NULL },
    { "fifo_1000", first_out, PLAIN, NULL },
    { "lifo_1000", last_out, PLAIN, NULL },
    { "larson", larson, PLAIN, NULL },
    { "cache_scratch", cache_scratch, PLAIN, NULL },
    { "mstress", stress, PLAIN, NULL },
    { "strings", strings, PLAIN, NULL },
    { NULL, NULL, PLAIN, NULL },
};
