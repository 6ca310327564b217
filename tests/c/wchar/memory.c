/* Arrays of wide characters. */
#define _GNU_SOURCE
#include <wchar.h>
#include "test.h"

int main(void) {
    wchar_t a[8] = {1, 2, 3, 4, 5, 6, 7, 8}, b[8];
    CHECK(wmemchr(a, 3, 8) == a + 2);
    CHECK(wmemchr(a, 9, 8) == NULL);
    CHECK(wmemchr(a, 1, 0) == NULL);
    CHECK(wmemchr(a, 3, (size_t)-1 / 8) == a + 2);
    CHECK(wmemcpy(b, a, 8) == b && wmemcmp(a, b, 8) == 0);
    CHECK(wmempcpy(b, a, 3) == b + 3);
    b[4] = -1;
    CHECK(wmemcmp(a, b, 4) == 0 && wmemcmp(a, b, 5) > 0 && wmemcmp(b, a, 8) < 0);
    CHECK(wmemmove(a + 1, a, 7) == a + 1 && a[1] == 1 && a[7] == 7);
    CHECK(wmemset(a, L'z', 3) == a && a[2] == L'z' && a[3] == 3);
    return test_done();
}
