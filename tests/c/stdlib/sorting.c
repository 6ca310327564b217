/* Sorting: sizes of elements, shapes of input, the argument of qsort_r, searching. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "../test.h"

static unsigned seed = 7;

static unsigned draw(void) {
    seed = seed * 1103515245 + 12345;
    return seed >> 16;
}

/* Elements begin with a 16-bit key; the rest is a copy of it, to see that elements move as a whole. */
static size_t element;

static int by_key(const void *a, const void *b) {
    unsigned short x, y;
    memcpy(&x, a, 2);
    memcpy(&y, b, 2);
    return (x > y) - (x < y);
}

static int counted(const void *a, const void *b, void *argument) {
    ++*(long *)argument;
    return by_key(a, b);
}

static int sorted(const char *base, size_t n) {
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 2; k < element; k++)
            if (base[i * element + k] != base[i * element + k % 2])
                return 0;
        if (i > 0 && by_key(base + (i - 1) * element, base + i * element) > 0)
            return 0;
    }
    return 1;
}

static int all_shapes(size_t size) {
    static char array[3000 * 60];
    element = size;
    for (int shape = 0; shape < 5; shape++)
        for (size_t n = 0; n < 3000; n = n * 5 / 3 + 1) {
            unsigned sum = 0, after = 0;
            for (size_t i = 0; i < n; i++) {
                unsigned short key = (unsigned short)(shape == 0   ? draw()
                                                      : shape == 1 ? i
                                                      : shape == 2 ? n - i
                                                      : shape == 3 ? draw() % 3
                                                                   : i % 10);
                for (size_t k = 0; k < size; k++)
                    array[i * size + k] = ((char *)&key)[k % 2];
                sum += (unsigned)key * key + key;
            }
            long calls = 0;
            if (shape % 2)
                qsort(array, n, size, by_key);
            else
                qsort_r(array, n, size, counted, &calls);
            for (size_t i = 0; i < n; i++) {
                unsigned short key;
                memcpy(&key, array + i * size, 2);
                after += (unsigned)key * key + key;
            }
            if (!sorted(array, n) || sum != after || calls > (long)(n * 14))
                return 0;
        }
    return 1;
}

static int by_pointer(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int as_int(const void *a, const void *b) {
    return *(const int *)a - *(const int *)b;
}

int main(void) {
    static const size_t sizes[] = {2, 3, 4, 6, 8, 12, 16, 24, 60};
    for (unsigned i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        CHECK(all_shapes(sizes[i]));

    const char *words[] = {"pear", "apple", "fig", "cherry"};
    qsort(words, 4, sizeof words[0], by_pointer);
    CHECK_STR(words[0], "apple");
    CHECK_STR(words[3], "pear");

    int numbers[100];
    for (int i = 0; i < 100; i++)
        numbers[i] = 2 * i;
    int found = 1;
    for (int i = -1; i <= 200; i++) {
        int *p = bsearch(&i, numbers, 100, sizeof i, as_int);
        found &= i < 0 || i > 198 || i % 2 ? p == NULL : p == numbers + i / 2;
    }
    CHECK(found);
    int key = 1;
    CHECK(bsearch(&key, numbers, 0, sizeof key, as_int) == NULL);
    return test_done();
}
