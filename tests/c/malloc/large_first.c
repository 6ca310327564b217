/* The first block of a program is a large one: what is decided at the first small one must not upset it. */
#include <stdlib.h>
#include <string.h>
#include "test.h"

int main(void) {
    char *large = malloc(49152);
    char *small = malloc(16);
    CHECK(large != NULL && small != NULL);
    memset(large, 1, 49152);
    free(small);
    free(large);
    return test_done();
}
