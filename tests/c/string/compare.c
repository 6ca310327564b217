/* Comparing strings. */
#define _GNU_SOURCE
#include <locale.h>
#include <string.h>

#include "../test.h"

static int sign(int x) {
    return (x > 0) - (x < 0);
}

static char a[600], b[600];

static int comparisons_work(void) {
    for (size_t skew = 0; skew < 33; skew++)
        for (size_t n = 0; n < 200; n++) {
            memset(a, 'k', n);
            memset(b + skew, 'k', n);
            a[n] = b[skew + n] = 0;
            if (strcmp(a, b + skew) != 0 || strncmp(a, b + skew, n + 9) != 0 || strcoll(a, b + skew) != 0)
                return 0;
            if (n == 0)
                continue;
            a[n / 2] = (char)0xff;
            if (strcmp(a, b + skew) <= 0 || strcmp(b + skew, a) >= 0)
                return 0;
            if (strncmp(a, b + skew, n / 2) != 0 || strncmp(a, b + skew, n / 2 + 1) <= 0)
                return 0;
            a[n / 2] = 0;
            if (strcmp(a, b + skew) >= 0 || strncmp(b + skew, a, n) <= 0)
                return 0;
        }
    return 1;
}

int main(void) {
    CHECK(comparisons_work());
    CHECK_INT(sign(strcmp("", "a")), -1);
    CHECK_INT(sign(strcmp("a\xff", "a\x01")), 1);
    CHECK_INT(strncmp("abc", "xyz", 0), 0);
    CHECK_INT(strncmp("ab\0c", "ab\0d", 4), 0);
    CHECK_INT(sign(strncmp("abc", "abd", 3)), -1);

    char buffer[8] = "#######";
    CHECK_INT(strxfrm(NULL, "hello", 0), 5);
    CHECK_INT(strxfrm(buffer, "abc", sizeof buffer), 3);
    CHECK_STR(buffer, "abc");
    locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    CHECK(c != (locale_t)0);
    CHECK_INT(sign(strcoll_l("b", "a", c)), 1);
    CHECK_INT(strxfrm_l(buffer, "xyz", sizeof buffer, c), 3);
    CHECK_STR(buffer, "xyz");
    freelocale(c);

    static const char *const versions[] = {"000", "00", "01", "010", "09", "0", "1", "9", "10"};
    int ordered = 1;
    for (int i = 0; i < 9; i++)
        for (int k = 0; k < 9; k++)
            ordered &= sign(strverscmp(versions[i], versions[k])) == sign(i - k);
    CHECK(ordered);
    CHECK_INT(sign(strverscmp("item#99", "item#100")), -1);
    CHECK_INT(sign(strverscmp("alpha1", "alpha001")), 1);
    CHECK_INT(sign(strverscmp("part1_f012", "part1_f01")), 1);
    CHECK_INT(sign(strverscmp("foo.009", "foo.0")), -1);
    CHECK_INT(strverscmp("no digit", "no digit"), 0);
    return test_done();
}
