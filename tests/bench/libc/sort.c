/* qsort and bsearch over ints, 8-byte and 100-byte elements. An operation sorts COUNT elements, and copies them first. */
#include "bench.h"

#include <stdlib.h>
#include <string.h>

enum { COUNT = 10000 };

struct record {
    int key;
    char data[96];
};

static int ints[COUNT], work_ints[COUNT];
static uint64_t longs[COUNT], work_longs[COUNT];
static struct record records[COUNT], work_records[COUNT];

static int compare_ints(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;

    return (x > y) - (x < y);
}

static int compare_longs(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

static int compare_records(const void *a, const void *b)
{
    return compare_ints(&((const struct record *)a)->key, &((const struct record *)b)->key);
}

/* Copies the key to all three arrays. */
static void set(int at, int key)
{
    ints[at] = records[at].key = key;
    longs[at] = (uint64_t)(unsigned)key;
}

static void prepare_random(void)
{
    uint32_t seed = 88675123u;

    for (int i = 0; i < COUNT; i++)
        set(i, (int)(next_random(&seed) >> 1));
}

static void prepare_sorted(void)
{
    for (int i = 0; i < COUNT; i++)
        set(i, i);
}

static void prepare_reversed(void)
{
    for (int i = 0; i < COUNT; i++)
        set(i, COUNT - i);
}

static void prepare_equal(void)
{
    for (int i = 0; i < COUNT; i++)
        set(i, 7);
}

static void prepare_few(void)
{
    uint32_t seed = 1;

    for (int i = 0; i < COUNT; i++)
        set(i, (int)(next_random(&seed) % 10));
}

static void sort_ints(long n)
{
    for (long i = 0; i < n; i++) {
        memcpy(work_ints, ints, sizeof ints);
        qsort(work_ints, COUNT, sizeof *work_ints, compare_ints);
    }
}

static void sort_longs(long n)
{
    for (long i = 0; i < n; i++) {
        memcpy(work_longs, longs, sizeof longs);
        qsort(work_longs, COUNT, sizeof *work_longs, compare_longs);
    }
}

static void sort_records(long n)
{
    for (long i = 0; i < n; i++) {
        memcpy(work_records, records, sizeof records);
        qsort(work_records, COUNT, sizeof *work_records, compare_records);
    }
}

static void sort_small(long n)
{
    for (long i = 0; i < n; i++) {
        memcpy(work_ints, ints + i % 1000 * 8, 8 * sizeof *ints);
        qsort(work_ints, 8, sizeof *work_ints, compare_ints);
    }
}

/* Keys that do not come again soon: a processor learns a few thousand searches by heart. */
static void find(long n)
{
    static uint32_t state = 2463534242u;

    for (long i = 0; i < n; i++) {
        int key = (int)(next_random(&state) % COUNT);
        sink = (size_t)bsearch(&key, ints, COUNT, sizeof *ints, compare_ints);
    }
}

const struct bench sort_benches[] = {
    { "int_random_10k", sort_ints, PLAIN, prepare_random },
    { "int_sorted_10k", sort_ints, PLAIN, prepare_sorted },
    { "int_reversed_10k", sort_ints, PLAIN, prepare_reversed },
    { "int_equal_10k", sort_ints, PLAIN, prepare_equal },
    { "int_ten_values_10k", sort_ints, PLAIN, prepare_few },
    { "long_random_10k", sort_longs, PLAIN, prepare_random },
    { "long_sorted_10k", sort_longs, PLAIN, prepare_sorted },
    { "long_reversed_10k", sort_longs, PLAIN, prepare_reversed },
    { "long_equal_10k", sort_longs, PLAIN, prepare_equal },
    { "100_bytes_random_10k", sort_records, PLAIN, prepare_random },
    { "100_bytes_sorted_10k", sort_records, PLAIN, prepare_sorted },
    { "100_bytes_reversed_10k", sort_records, PLAIN, prepare_reversed },
    { "100_bytes_equal_10k", sort_records, PLAIN, prepare_equal },
    { "int_random_8", sort_small, PLAIN, prepare_random },
    { "bsearch_10k", find, PLAIN, prepare_sorted },
    { NULL, NULL, PLAIN, NULL },
};
