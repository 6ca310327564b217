/* Bytes: copying, filling, comparing and searching, at every small size and offset. */
#define _GNU_SOURCE
#include <string.h>

#include "../test.h"

static unsigned char a[700], b[700], want[700];

static int same(const unsigned char *x, const unsigned char *y, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (x[i] != y[i])
            return 0;
    return 1;
}

static int copies_work(void) {
    for (size_t n = 0; n < 300; n++)
        for (size_t offset = 0; offset < 20; offset += 3) {
            for (size_t i = 0; i < sizeof a; i++) {
                a[i] = (unsigned char)(i * 7 + n);
                b[i] = want[i] = 0xee;
            }
            for (size_t i = 0; i < n; i++)
                want[5 + i] = a[offset + i];
            if (memcpy(b + 5, a + offset, n) != b + 5 || !same(b, want, sizeof b))
                return 0;
        }
    return 1;
}

static int moves_work(void) {
    for (size_t n = 0; n < 300; n++)
        for (int distance = -70; distance <= 70; distance++) {
            for (size_t i = 0; i < sizeof a; i++)
                a[i] = want[i] = (unsigned char)(i * 11);
            for (size_t i = 0; i < n; i++)
                want[100 + distance + (int)i] = (unsigned char)((100 + i) * 11);
            if (memmove(a + 100 + distance, a + 100, n) != a + 100 + distance || !same(a, want, sizeof a))
                return 0;
        }
    return 1;
}

static int fills_work(void) {
    for (size_t n = 0; n < 400; n++)
        for (size_t offset = 0; offset < 9; offset++) {
            for (size_t i = 0; i < sizeof a; i++)
                a[i] = want[i] = 1;
            for (size_t i = 0; i < n; i++)
                want[offset + i] = 0x5a;
            if (memset(a + offset, 0x1005a, n) != a + offset || !same(a, want, sizeof a))
                return 0;
        }
    return 1;
}

static int sign(int x) {
    return (x > 0) - (x < 0);
}

static int comparisons_work(void) {
    for (size_t n = 1; n < 200; n++)
        for (size_t i = 0; i < n; i++) {
            memset(a, 0x80, n);
            memset(b, 0x80, n);
            if (memcmp(a, b, n) != 0)
                return 0;
            b[i] = 0x7f;
            if (i + 1 < n)
                b[n - 1] = 0xff;
            if (sign(memcmp(a, b, n)) != 1 || sign(memcmp(b, a, n)) != -1 || memcmp(a, b, i) != 0)
                return 0;
        }
    return 1;
}

static int searches_work(void) {
    for (size_t n = 0; n < 200; n++)
        for (size_t offset = 0; offset < 33; offset += 4) {
            memset(a, 'y', sizeof a);
            memset(a + offset, 'x', n);
            if (memchr(a + offset, 'y', n) || memrchr(a + offset, 'y', n))
                return 0;
            if (rawmemchr(a + offset, 'y') != a + offset + n)
                return 0;
            if (memchr(a + offset, 'y', (size_t)-1) != a + offset + n)
                return 0;
            for (size_t i = 0; i < n; i += 3) {
                a[offset + i] = 'z';
                if (memchr(a + offset, 'z' + 256, n) != a + offset + i)
                    return 0;
                if (memrchr(a + offset, 'z', n) != a + offset + i)
                    return 0;
                a[offset + i] = 'x';
            }
        }
    return 1;
}

static int substrings_work(void) {
    for (size_t m = 1; m < 80; m++)
        for (size_t n = m; n < 300; n += 7) {
            memset(a, 'a', n);
            memset(b, 'a', m);
            b[m - 1] = 'b';
            if (memmem(a, n, b, m))
                return 0;
            a[n - 1] = 'b';
            if (memmem(a, n, b, m) != a + n - m)
                return 0;
        }
    return 1;
}

int main(void) {
    CHECK(copies_work());
    CHECK(moves_work());
    CHECK(fills_work());
    CHECK(comparisons_work());
    CHECK(searches_work());
    CHECK(substrings_work());

    CHECK(memmem("haystack", 8, "", 0) != NULL);
    CHECK(memmem("", 0, "", 0) != NULL);
    CHECK(memmem("abc", 3, "abcd", 4) == NULL);
    CHECK(memmem("a\0b\0c", 5, "\0c", 2) != NULL);

    char buffer[16] = "...............";
    CHECK(mempcpy(buffer, "abcdef", 6) == buffer + 6);
    CHECK_STR(buffer, "abcdef.........");
    CHECK(memccpy(buffer, "xyz:rest", ':', 8) == buffer + 4);
    CHECK_STR(buffer, "xyz:ef.........");
    CHECK(memccpy(buffer, "12345678", 'q', 3) == NULL);
    CHECK_STR(buffer, "123:ef.........");

    explicit_bzero(buffer, sizeof buffer);
    CHECK(same((unsigned char *)buffer, (unsigned char[16]){0}, 16));
    CHECK(memcpy(buffer, buffer, 0) == buffer);
    return test_done();
}
