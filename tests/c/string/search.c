/* Strings: lengths, bytes, sets of bytes and substrings. */
#define _GNU_SOURCE
#include <string.h>

#include "../test.h"

static char text[5000];

static int lengths_work(void) {
    for (size_t offset = 0; offset < 70; offset++)
        for (size_t n = 0; n < 300; n++) {
            memset(text, 'x', offset + n);
            text[offset + n] = 0;
            const char *s = text + offset;
            if (strlen(s) != n || strnlen(s, n + 5) != n || strnlen(s, n / 2) != n / 2)
                return 0;
            if (strnlen(s, (size_t)-1) != n)
                return 0;
            if (strchr(s, 'y') || strrchr(s, 'y') || strchr(s, 0) != s + n || strrchr(s, 0) != s + n)
                return 0;
            if (strchrnul(s, 'y') != s + n)
                return 0;
        }
    return 1;
}

static int bytes_are_found(void) {
    for (size_t offset = 0; offset < 40; offset++)
        for (size_t i = 0; i < 150; i++) {
            memset(text, 'y', 400);
            memset(text + offset, 'x', 200);
            text[offset + 200] = 0;
            text[offset + i] = (char)0xff;
            const char *s = text + offset;
            if (strchr(s, 0xff) != s + i || strrchr(s, -1) != s + i || strchrnul(s, 0xff) != s + i)
                return 0;
            text[offset + 180] = (char)0xff;
            if (strchr(s, 0xff) != s + i || strrchr(s, 0xff) != s + 180)
                return 0;
        }
    return 1;
}

/* A simple search to compare with. */
static const char *find(const char *hay, const char *needle) {
    size_t m = strlen(needle);
    for (; strlen(hay) >= m; hay++)
        if (strncmp(hay, needle, m) == 0)
            return hay;
    return NULL;
}

static int substrings_work(void) {
    unsigned seed = 1;
    char hay[200], needle[12];
    for (int round = 0; round < 20000; round++) {
        size_t n = (seed >> 8) % 190, m = (seed >> 16) % 10;
        for (size_t i = 0; i < n; i++)
            hay[i] = (char)('a' + ((seed = seed * 1103515245 + 12345) >> 16) % 3);
        hay[n] = 0;
        for (size_t i = 0; i < m; i++)
            needle[i] = (char)('a' + ((seed = seed * 1103515245 + 12345) >> 16) % 3);
        needle[m] = 0;
        seed = seed * 1103515245 + 12345;
        if (strstr(hay, needle) != find(hay, needle))
            return 0;
    }
    return 1;
}

int main(void) {
    CHECK(lengths_work());
    CHECK(bytes_are_found());
    CHECK(substrings_work());

    CHECK_INT(strspn("aabbc", "ab"), 4);
    CHECK_INT(strspn("aabbc", "a"), 2);
    CHECK_INT(strspn("aabbc", ""), 0);
    CHECK_INT(strspn("", "ab"), 0);
    CHECK_INT(strspn("\xff\xfe" "a", "\xfe\xff"), 2);
    CHECK_INT(strcspn("hello, world", ",!"), 5);
    CHECK_INT(strcspn("hello", ""), 5);
    CHECK_INT(strcspn("hello", "o"), 4);
    CHECK_INT(strcspn("", "x"), 0);
    CHECK_STR(strpbrk("key=value", "=:"), "=value");
    CHECK(strpbrk("key", "=:") == NULL);
    CHECK(strpbrk("key", "") == NULL);

    CHECK_STR(strstr("a needle in hay", "needle"), "needle in hay");
    CHECK_STR(strstr("anything", ""), "anything");
    CHECK_STR(strstr("", ""), "");
    CHECK(strstr("short", "shorter") == NULL);
    CHECK_STR(strstr("aaaab", "aab"), "aab");
    CHECK_STR(strcasestr("A Needle in hay", "nEEDLE"), "Needle in hay");
    CHECK(strcasestr("a needle", "needles") == NULL);
    CHECK_STR(strcasestr("anything", ""), "anything");

    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 2] = 'b';
    text[sizeof text - 1] = 0;
    CHECK(strstr(text, "aaaaaaaaaaaaaaaaaaaaaaaab") == text + sizeof text - 2 - 24);
    CHECK(strcasestr(text, "AAAAAAAAAAAAAAAAAAAAAAAAB") == text + sizeof text - 2 - 24);
    return test_done();
}
