/* The locale of the process. */
#include <locale.h>
#include <stdlib.h>
#include "test.h"

int main(void) {
    char saved[200];
    CHECK_STR(setlocale(LC_ALL, NULL), "C");
    CHECK_INT(MB_CUR_MAX, 1);
    CHECK(setlocale(LC_ALL, "no-such-locale") == NULL);
    CHECK(setlocale(99, "C") == NULL);
    CHECK_STR(setlocale(LC_ALL, NULL), "C");

    CHECK(setlocale(LC_CTYPE, "C.UTF-8") != NULL);
    CHECK_STR(setlocale(LC_CTYPE, NULL), "C.UTF-8");
    CHECK_STR(setlocale(LC_NUMERIC, NULL), "C");
    CHECK(MB_CUR_MAX >= 4);

    /* What a query returns restores the same locale. */
    strcpy(saved, setlocale(LC_ALL, NULL));
    CHECK(strcmp(saved, "C") != 0 && strcmp(saved, "C.UTF-8") != 0);
    CHECK_STR(setlocale(LC_ALL, "POSIX"), "C");
    CHECK_INT(MB_CUR_MAX, 1);
    CHECK_STR(setlocale(LC_ALL, saved), saved);
    CHECK_STR(setlocale(LC_CTYPE, NULL), "C.UTF-8");
    CHECK_STR(setlocale(LC_TIME, NULL), "C");

    /* The environment: LC_ALL wins over a category's variable, and that over LANG; empty ones do not count. */
    setlocale(LC_ALL, "C");
    unsetenv("LC_ALL");
    unsetenv("LC_CTYPE");
    setenv("LANG", "C.UTF-8", 1);
    CHECK_STR(setlocale(LC_CTYPE, ""), "C.UTF-8");
    setenv("LC_CTYPE", "C", 1);
    CHECK_STR(setlocale(LC_CTYPE, ""), "C");
    setenv("LC_CTYPE", "", 1);
    CHECK_STR(setlocale(LC_CTYPE, ""), "C.UTF-8");
    setenv("LC_ALL", "POSIX", 1);
    CHECK_STR(setlocale(LC_CTYPE, ""), "C");
    setenv("LC_ALL", "C.UTF-8", 1);
    CHECK_STR(setlocale(LC_ALL, ""), "C.UTF-8");
    setenv("LC_ALL", "no-such-locale", 1);
    CHECK(setlocale(LC_ALL, "") == NULL);
    CHECK_STR(setlocale(LC_ALL, NULL), "C.UTF-8");
    return test_done();
}
