/* <strings.h>: case, and the lowest bit. */
#define _GNU_SOURCE
#include <limits.h>
#include <locale.h>
#include <string.h>
#include <strings.h>

#include "../test.h"

static int every_pair(void) {
    for (int x = 1; x < 128; x++)
        for (int y = 1; y < 128; y++) {
            char a[20], b[20];
            int fx = x >= 'A' && x <= 'Z' ? x + 32 : x, fy = y >= 'A' && y <= 'Z' ? y + 32 : y;
            memset(a, x, 19);
            memset(b, y, 19);
            a[19] = b[19] = 0;
            int want = (fx > fy) - (fx < fy), got = strcasecmp(a, b), bounded = strncasecmp(a, b, 17);
            if ((got > 0) - (got < 0) != want || (bounded > 0) - (bounded < 0) != want)
                return 0;
        }
    return 1;
}

int main(void) {
    CHECK(every_pair());
    CHECK_INT(strcasecmp("Hello", "hELLO"), 0);
    CHECK(strcasecmp("hello", "hellp") < 0);
    CHECK(strcasecmp("Z", "a") > 0);
    CHECK(strcasecmp("_", "A") < 0);
    CHECK_INT(strncasecmp("HELLO world", "hello there", 6), 0);
    CHECK_INT(strncasecmp("a", "b", 0), 0);
    locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    CHECK_INT(strcasecmp_l("ABC", "abc", c), 0);
    CHECK_INT(strncasecmp_l("ABCx", "abcy", 3, c), 0);
    freelocale(c);

    CHECK_INT(ffs(0), 0);
    CHECK_INT(ffs(1), 1);
    CHECK_INT(ffs(INT_MIN), 32);
    CHECK_INT(ffs(0x50), 5);
    CHECK_INT(ffsl(0), 0);
    CHECK_INT(ffsl(LONG_MIN), 64);
    CHECK_INT(ffsll(1LL << 40), 41);
    CHECK_INT(ffsll(-1), 1);

    char buffer[8] = "abcdefg";
    bcopy(buffer, buffer + 2, 3);
    CHECK_STR(buffer, "ababcfg");
    bzero(buffer + 1, 2);
    CHECK(memcmp(buffer, "a\0\0bcfg", 8) == 0);
    CHECK(bcmp("abc", "abd", 3) != 0);
    CHECK_INT(bcmp("abc", "abd", 2), 0);
    CHECK_STR(index("a.b.c", '.'), ".b.c");
    CHECK_STR(rindex("a.b.c", '.'), ".c");
    CHECK(index("abc", 'x') == NULL);
    return test_done();
}
