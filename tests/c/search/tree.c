/* Trees. */
#define _GNU_SOURCE
#include <search.h>
#include <stdlib.h>
#include "test.h"

enum { COUNT = 2000 };

static int numbers[COUNT];
static int visited, last, wrong, deepest;

static int compare(const void *a, const void *b) {
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

static void in_order(const void *node, VISIT which, int depth) {
    if (which == postorder || which == leaf) {
        int value = **(int *const *)node;
        wrong += value <= last;
        last = value;
        visited++;
    }
    if (depth > deepest)
        deepest = depth;
}

static void count(void *key) {
    (void)key;
    visited++;
}

int main(void) {
    void *root = NULL;
    int key = 77, none = -1;
    for (int n = 0; n < COUNT; n++) {
        numbers[n] = n;
        wrong += **(int **)tsearch(&numbers[n], &root, compare) != n;
    }
    CHECK(*(int **)tsearch(&key, &root, compare) == &numbers[77]);
    CHECK(*(int **)tfind(&key, &root, compare) == &numbers[77]);
    CHECK(tfind(&none, &root, compare) == NULL);
    last = -1;
    twalk(root, in_order);
    CHECK(visited == COUNT && wrong == 0);
    CHECK(deepest < 30);

    /* Every other one goes, in a scattered order; what stays is in order. */
    for (int n = 0; n < COUNT; n += 2) {
        int gone = n * 777 % COUNT / 2 * 2;
        wrong += tdelete(&gone, &root, compare) == NULL;
        wrong += tfind(&gone, &root, compare) != NULL;
    }
    visited = 0;
    last = -1;
    twalk(root, in_order);
    CHECK(tdelete(&none, &root, compare) == NULL);
    CHECK_INT(wrong, 0);
    CHECK_INT(visited, COUNT / 2);
    visited = 0;
    tdestroy(root, count);
    CHECK_INT(visited, COUNT / 2);

    root = NULL;
    tsearch(&key, &root, compare);
    CHECK(tdelete(&key, &root, compare) != NULL && root == NULL);
    CHECK(tsearch(&key, NULL, compare) == NULL && tfind(&key, NULL, compare) == NULL);
    CHECK(tdelete(&key, NULL, compare) == NULL);
    return test_done();
}
