/* <malloc.h>: what a block holds, and what the heap consists of. */
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../test.h"

int main(void) {
    CHECK_INT(malloc_usable_size(NULL), 0);
    int enough = 1;
    for (size_t n = 0; n < 300000; n = n * 5 / 4 + 1) {
        char *p = malloc(n);
        size_t holds = malloc_usable_size(p);
        enough &= holds >= n;
        memset(p, 0x55, holds);
        free(p);
    }
    CHECK(enough);

    struct mallinfo2 before = mallinfo2();
    void *small[1000];
    for (int i = 0; i < 1000; i++)
        small[i] = malloc(1000);
    struct mallinfo2 during = mallinfo2();
    CHECK(during.uordblks >= before.uordblks + 900 * 1000);
    for (int i = 0; i < 1000; i++)
        free(small[i]);
    void *huge = malloc(40 << 20);
    CHECK(huge != NULL);
    struct mallinfo2 with_huge = mallinfo2();
    CHECK(with_huge.hblks >= 1 && with_huge.hblkhd >= 40 << 20);
    free(huge);
    struct mallinfo2 after = mallinfo2();
    CHECK(after.uordblks < during.uordblks);
    int trimmed = malloc_trim(0);
    CHECK(trimmed == 0 || trimmed == 1);
    char *p = malloc(100);
    CHECK(p != NULL);
    free(p);
    p = pvalloc(5000);
    CHECK(p != NULL && (uintptr_t)p % 4096 == 0 && malloc_usable_size(p) >= 8192);
    free(p);

    char xml[4096] = "";
    FILE *stream = fmemopen(xml, sizeof xml, "w");
    CHECK_INT(malloc_info(0, stream), 0);
    fclose(stream);
    CHECK(strncmp(xml, "<malloc version=\"1\">\n", 21) == 0 && strstr(xml, "</malloc>\n") != NULL);
    CHECK(malloc_info(1, stdout) != 0);

    int set = mallopt(12345, 1);
    CHECK(set == 0 || set == 1);
    return test_done();
}
