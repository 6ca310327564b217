/* With NDEBUG the argument is not evaluated, and the header may be included again. */
#define NDEBUG
#include <assert.h>
#include "test.h"

int main(void) {
    int count = 0;
    assert(++count);
    CHECK_INT(count, 0);
#undef NDEBUG
#include <assert.h>
    assert(++count);
    CHECK_INT(count, 1);
    return test_done();
}
