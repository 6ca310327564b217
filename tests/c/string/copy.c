/* Copying strings. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "../test.h"

int main(void) {
    char buffer[16];
    memset(buffer, '#', sizeof buffer);
    CHECK(strcpy(buffer, "hello") == buffer);
    CHECK(memcmp(buffer, "hello\0##########", 16) == 0);
    CHECK(stpcpy(buffer, "hi") == buffer + 2);
    CHECK(memcmp(buffer, "hi\0lo\0", 6) == 0);

    memset(buffer, '#', sizeof buffer);
    CHECK(strncpy(buffer, "hello", 8) == buffer);
    CHECK(memcmp(buffer, "hello\0\0\0########", 16) == 0);
    CHECK(strncpy(buffer, "world", 3) == buffer);
    CHECK(memcmp(buffer, "worlo\0\0\0########", 16) == 0);
    CHECK(stpncpy(buffer, "abc", 5) == buffer + 3);
    CHECK(memcmp(buffer, "abc\0\0\0\0\0########", 16) == 0);
    CHECK(stpncpy(buffer, "vwxyz", 4) == buffer + 4);

    strcpy(buffer, "one");
    CHECK(strcat(buffer, "two") == buffer);
    CHECK_STR(buffer, "onetwo");
    CHECK(strncat(buffer, "three", 2) == buffer);
    CHECK_STR(buffer, "onetwoth");
    CHECK(strncat(buffer, "ab", 20) == buffer);
    CHECK_STR(buffer, "onetwothab");

    char *copy = strdup("duplicate");
    CHECK_STR(copy, "duplicate");
    free(copy);
    copy = strndup("duplicate", 3);
    CHECK_STR(copy, "dup");
    free(copy);
    copy = strndup("dup", 30);
    CHECK_STR(copy, "dup");
    free(copy);

#if !defined(__GLIBC__) || __GLIBC__ > 2 || __GLIBC_MINOR__ >= 38
    memset(buffer, '#', sizeof buffer);
    CHECK_INT(strlcpy(buffer, "hello", sizeof buffer), 5);
    CHECK_STR(buffer, "hello");
    CHECK_INT(strlcpy(buffer, "longer than that", 5), 16);
    CHECK_STR(buffer, "long");
    CHECK_INT(strlcpy(buffer, "x", 0), 1);
    CHECK_STR(buffer, "long");
    CHECK_INT(strlcat(buffer, "er", sizeof buffer), 6);
    CHECK_STR(buffer, "longer");
    CHECK_INT(strlcat(buffer, "and longer", 9), 16);
    CHECK_STR(buffer, "longeran");
    CHECK_INT(strlcat(buffer, "x", 3), 4);
    CHECK_STR(buffer, "longeran");
#endif
    return test_done();
}
