/* Shell patterns. */
#define _GNU_SOURCE
#include <fnmatch.h>
#include <locale.h>
#include <stdlib.h>
#include "test.h"

int main(void) {
    char *pattern, *name;
    CHECK_INT(fnmatch("*", "", 0), 0);
    CHECK_INT(fnmatch("a*b?", "axxbz", 0), 0);
    CHECK_INT(fnmatch("a*b", "ac", 0), FNM_NOMATCH);
    CHECK_INT(fnmatch("[!a-c]", "d", 0), 0);
    CHECK_INT(fnmatch("[[:digit:]]*", "7x", 0), 0);
    CHECK_INT(fnmatch("[]]", "]", 0), 0);
    CHECK_INT(fnmatch("[a", "[a", 0), 0);
    CHECK_INT(fnmatch("\\*", "*", 0), 0);
    CHECK_INT(fnmatch("\\*", "x", 0), FNM_NOMATCH);
    CHECK_INT(fnmatch("\\*", "\\x", FNM_NOESCAPE), 0);
    CHECK_INT(fnmatch("*", "a/b", 0), 0);
    CHECK_INT(fnmatch("*", "a/b", FNM_PATHNAME), FNM_NOMATCH);
    CHECK_INT(fnmatch("*/b", "a/b", FNM_PATHNAME), 0);
    CHECK_INT(fnmatch("a[/]b", "a/b", FNM_PATHNAME), FNM_NOMATCH);
    CHECK_INT(fnmatch("*", ".a", FNM_PERIOD), FNM_NOMATCH);
    CHECK_INT(fnmatch(".*", ".a", FNM_PERIOD), 0);
    CHECK_INT(fnmatch("*.a", ".a", FNM_PERIOD), FNM_NOMATCH);
    CHECK_INT(fnmatch("*/*", "a/.b", FNM_PATHNAME | FNM_PERIOD), FNM_NOMATCH);
    CHECK_INT(fnmatch("a*", "ab/c", FNM_PATHNAME | FNM_LEADING_DIR), 0);
    CHECK_INT(fnmatch("aB[c-d]", "AbC", FNM_CASEFOLD), 0);
    CHECK(setlocale(LC_CTYPE, "C.UTF-8") != NULL);
    CHECK_INT(fnmatch("?", "\xc3\xa9", 0), 0);
    CHECK_INT(fnmatch("[[:alpha:]]", "\xc3\xa9", 0), 0);

    pattern = malloc(201);
    name = malloc(1001);
    for (int n = 0; n < 200; n += 2)
        memcpy(pattern + n, "*a", 2);
    pattern[199] = 'b';
    pattern[200] = 0;
    memset(name, 'a', 1000);
    name[1000] = 0;
    CHECK_INT(fnmatch(pattern, name, 0), FNM_NOMATCH);
    free(pattern);
    free(name);
    return test_done();
}
