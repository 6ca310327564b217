/* Checked arithmetic; with libraries or compilers that have the header. */
#include <limits.h>

#include "../test.h"

#if defined(__has_include) && __has_include(<stdckdint.h>)
#include <stdckdint.h>

static void values(void) {
    int sum;
    CHECK(!ckd_add(&sum, 1, 2) && sum == 3);
    CHECK(ckd_add(&sum, INT_MAX, 1) && sum == INT_MIN);
    unsigned char byte;
    CHECK(ckd_sub(&byte, 1, 2) && byte == 255);
    CHECK(!ckd_sub(&byte, 300L, 45) && byte == 255);
    long product;
    CHECK(!ckd_mul(&product, 1L << 31, 1L << 31) && product == 1L << 62);
    CHECK(ckd_mul(&product, 1L << 32, 1L << 32) && product == 0);
}
#else
static void values(void) {
    CHECK(1);
}
#endif

int main(void) {
    values();
    return test_done();
}
