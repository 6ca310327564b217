/* Arrays and lists. */
#define _GNU_SOURCE
#include <search.h>
#include <stddef.h>
#include "test.h"

struct element {
    struct element *next, *previous;
    int value;
};

static int compare(const void *a, const void *b) {
    return *(const int *)a != *(const int *)b;
}

int main(void) {
    int array[5] = {3, 1, 4}, key = 4, new = 9;
    size_t count = 3;
    struct element a = {NULL, NULL, 1}, b = {NULL, NULL, 2}, c = {NULL, NULL, 3};
    CHECK(lfind(&key, array, &count, sizeof *array, compare) == &array[2]);
    CHECK(lfind(&new, array, &count, sizeof *array, compare) == NULL && count == 3);
    CHECK(lsearch(&new, array, &count, sizeof *array, compare) == &array[3]);
    CHECK(count == 4 && array[3] == 9);
    CHECK(lsearch(&key, array, &count, sizeof *array, compare) == &array[2] && count == 4);

    insque(&a, NULL);
    CHECK(a.next == NULL && a.previous == NULL);
    insque(&c, &a);
    insque(&b, &a);
    CHECK(a.next == &b && b.next == &c && c.next == NULL && c.previous == &b && b.previous == &a);
    remque(&b);
    CHECK(a.next == &c && c.previous == &a);
    remque(&c);
    CHECK(a.next == NULL);

    a.next = a.previous = &a;
    insque(&b, &a);
    CHECK(a.next == &b && b.next == &a && a.previous == &b && b.previous == &a);
    return test_done();
}
