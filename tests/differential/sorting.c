/* qsort, qsort_r and bsearch over elements of every size, with random, sorted, reversed, equal and sawtooth keys. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include "differential.h"

static unsigned char elements[40000];
static size_t width;
static uint64_t comparisons;

static int compare(const void *left, const void *right)
{
    comparisons++;
    return memcmp(left, right, width);
}

static int compare_reversed(const void *left, const void *right, void *key)
{
    return *(int *)key * memcmp(right, left, width);
}

static void prepare(void)
{
}

static void one_case(uint64_t index)
{
    (void)index;
    size_t count = below(chance(70) ? 20 : 1000);
    width = 1 + below(chance(80) ? 16 : 39);
    unsigned pattern = below(6), kind = below(3);
    for (size_t i = 0; i < count; i++) {
        uint32_t key = pattern == 0 ? (uint32_t)bits() : pattern == 1 ? (uint32_t)i : pattern == 2 ? (uint32_t)(count - i) :
            pattern == 3 ? 7 : pattern == 4 ? (uint32_t)(i % 10) : below(4);
        for (size_t j = 0; j < width; j++)
            elements[i * width + j] = (unsigned char)(j < 4 ? key >> (24 - 8 * j) : key + j);
    }
    put_text((const char *[]){ "qsort", "qsort_r", "bsearch" }[kind]);
    put_field("count", (int64_t)count);
    put_field("width", (int64_t)width);
    put_field("pattern", pattern);
    result();
    comparisons = 0;
    int key = chance(50) ? 1 : -1;
    if (kind == 1)
        qsort_r(elements, count, width, compare_reversed, &key);
    else
        qsort(elements, count, width, compare);
    uint64_t hash = 0;
    for (size_t i = 0; i < count * width; i++)
        hash = mix(hash ^ elements[i]);
    put_hex(hash, 16);
    if (kind == 2 && count > 0) {
        unsigned char wanted[64];
        memcpy(wanted, elements + below((uint32_t)count) * width, width);
        if (chance(30))
            wanted[width - 1]++;
        unsigned char *found = bsearch(wanted, elements, count, width, compare);
        put_text(found ? memcmp(found, wanted, width) == 0 ? " found" : " wrong" : " none");
    }
    /* More comparisons than this are quadratic. */
    put_text(comparisons > 60 * (count + 10) ? " too many comparisons" : "");
}
