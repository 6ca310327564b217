/* Allocation: sizes, contents, alignment, failure. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../test.h"

enum { COUNT = 4000 };

static unsigned char *block[COUNT];
static size_t size[COUNT];

static unsigned seed = 42;

static unsigned draw(unsigned below) {
    seed = seed * 1103515245 + 12345;
    return (seed >> 12) % below;
}

static size_t draw_size(void) {
    unsigned kind = draw(100);
    return kind == 0 ? draw(2000000) : kind < 5 ? draw(100000) : kind < 30 ? draw(5000) : draw(300);
}

/* The first bytes and the last ones identify the block. */
static void stamp(int i) {
    size_t n = size[i] < 64 ? size[i] : 64;
    memset(block[i], i & 0xff, n);
    memset(block[i] + size[i] - n, i & 0xff, n);
}

static int intact(int i, size_t bytes) {
    size_t n = size[i] < 64 ? size[i] : 64;
    for (size_t k = 0; k < n && k < bytes; k++)
        if (block[i][k] != (i & 0xff))
            return 0;
    return bytes < size[i] || n == 0 || block[i][size[i] - 1] == (i & 0xff);
}

static int random_life(void) {
    for (int round = 0; round < 100000; round++) {
        int i = (int)draw(COUNT);
        if (block[i] == NULL) {
            size[i] = draw_size();
            block[i] = draw(2) ? malloc(size[i]) : calloc(1, size[i]);
        } else if (draw(3) == 0) {
            size_t new_size = draw_size(), kept = new_size < size[i] ? new_size : size[i];
            block[i] = realloc(block[i], new_size ? new_size : 1);
            if (block[i] == NULL || !intact(i, kept))
                return 0;
            size[i] = new_size;
        } else {
            if (!intact(i, size[i]))
                return 0;
            free(block[i]);
            block[i] = NULL;
            continue;
        }
        if (block[i] == NULL || (uintptr_t)block[i] % 16 != 0)
            return 0;
        stamp(i);
    }
    for (int i = 0; i < COUNT; i++) {
        if (block[i] != NULL && !intact(i, size[i]))
            return 0;
        free(block[i]);
    }
    return 1;
}

static int zeroed(void) {
    for (size_t n = 1; n < 3000000; n = n * 3 + 1) {
        unsigned char *p = malloc(n);
        memset(p, 0xff, n);
        free(p);
        p = calloc(n, 1);
        for (size_t i = 0; i < n; i++)
            if (p[i] != 0)
                return 0;
        free(p);
    }
    return 1;
}

static int alignments(void) {
    for (size_t alignment = 8; alignment <= 1 << 20; alignment *= 2)
        for (size_t n = 1; n < 100000; n = n * 7 + 3) {
            void *p = NULL;
            if (posix_memalign(&p, alignment, n) != 0 || (uintptr_t)p % alignment != 0)
                return 0;
            memset(p, 1, n);
            free(p);
            /* Whole multiples: what else aligned_alloc takes is the library's choice. */
            p = aligned_alloc(alignment, (n + alignment - 1) / alignment * alignment);
            if (p == NULL || (uintptr_t)p % alignment != 0)
                return 0;
            memset(p, 1, n);
            p = realloc(p, 2 * n);
            if (p == NULL || *(char *)p != 1)
                return 0;
            free(p);
        }
    return 1;
}

int main(void) {
    CHECK(random_life());
    CHECK(zeroed());
    CHECK(alignments());

    /* Volatile: compilers know what malloc does with such sizes. */
    volatile size_t huge = SIZE_MAX;
    CHECK_ERRNO(malloc(huge), NULL, ENOMEM);
    CHECK_ERRNO(malloc(huge / 2 + 2), NULL, ENOMEM);
    CHECK_ERRNO(calloc(huge / 2, 3), NULL, ENOMEM);
    char *p = malloc(10);
    strcpy(p, "kept");
    CHECK_ERRNO(realloc(p, huge), NULL, ENOMEM);
    CHECK_ERRNO(reallocarray(p, huge / 2, 3), NULL, ENOMEM);
    CHECK_STR(p, "kept");
    p = reallocarray(p, 100, 100);
    CHECK_STR(p, "kept");
    free(p);
    free(NULL);
    p = realloc(NULL, 5);
    CHECK(p != NULL);
    free(p);

    void *q = NULL;
    CHECK_INT(posix_memalign(&q, 3, 10), EINVAL);
    CHECK_INT(posix_memalign(&q, 4, 10), EINVAL);
    CHECK_INT(posix_memalign(&q, 24, 10), EINVAL);
    CHECK_INT(posix_memalign(&q, 64, 0), 0);
    free(q);
    p = malloc(0);
    q = malloc(0);
    CHECK(p != NULL && q != NULL && (void *)p != q);
    free(p);
    free(q);
    errno = EDOM;
    free(malloc(100));
    CHECK_INT(errno, EDOM);
    return test_done();
}
