/* Freed memory goes back to the system: small blocks and large ones take turns in more than one of them leaves room
   for. Under capOS the process's quota says so, elsewhere what is resident, where the system tells. */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../test.h"

enum { MIB = 1 << 20, TOTAL = 40 * MIB };

/* Resident memory in MiB, or -1. */
static long resident(void) {
    long size, pages;
    FILE *f = fopen("/proc/self/statm", "r");
    if (f == NULL)
        return -1;
    int got = fscanf(f, "%ld %ld", &size, &pages);
    fclose(f);
    return got == 2 ? pages / 256 : -1;
}

/* Allocates and frees TOTAL bytes in blocks of `size`; each is linked to the one before. */
static int use(size_t size) {
    void **last = NULL;
    for (size_t done = 0; done < TOTAL; done += size) {
        void **p = malloc(size);
        if (p == NULL)
            return 0;
        memset(p, 1, size);
        *p = last;
        last = p;
    }
    while (last != NULL) {
        void **p = last;
        last = *p;
        free(p);
    }
    return 1;
}

int main(void) {
    for (int round = 0; round < 2; round++) {
        CHECK(use(1000));
        CHECK(use(20000));
        CHECK(use(8 * MIB));
    }
    malloc_trim(0);
    long now = resident();
    printf("# %ld MiB resident\n", now);
    CHECK(now < 16);
    return test_done();
}
