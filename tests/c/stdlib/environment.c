/* The environment. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../test.h"

int main(void) {
    CHECK_INT(clearenv(), 0);
    CHECK(getenv("A") == NULL);
    CHECK_INT(setenv("A", "one", 0), 0);
    CHECK_STR(getenv("A"), "one");
    CHECK_INT(setenv("A", "two", 0), 0);
    CHECK_STR(getenv("A"), "one");
    CHECK_INT(setenv("A", "three", 1), 0);
    CHECK_STR(getenv("A"), "three");
    CHECK_INT(setenv("EMPTY", "", 1), 0);
    CHECK_STR(getenv("EMPTY"), "");
    CHECK(getenv("") == NULL);
    CHECK(getenv("AB") == NULL);
    CHECK(getenv("A=three") == NULL);
    CHECK_STR(secure_getenv("A"), "three");

    CHECK_ERRNO(setenv("", "x", 1), -1, EINVAL);
    CHECK_ERRNO(setenv("X=Y", "x", 1), -1, EINVAL);
    CHECK_ERRNO(unsetenv(""), -1, EINVAL);
    CHECK_ERRNO(unsetenv("X=Y"), -1, EINVAL);
    CHECK_INT(unsetenv("NOT_THERE"), 0);

    static char mine[] = "MINE=1";
    CHECK_INT(putenv(mine), 0);
    CHECK_STR(getenv("MINE"), "1");
    mine[5] = '2';
    CHECK_STR(getenv("MINE"), "2");
    CHECK(getenv("MINE") == mine + 5);
    CHECK_INT(setenv("MINE", "copy", 1), 0);
    CHECK_STR(mine, "MINE=2");
    CHECK_INT(unsetenv("MINE"), 0);
    CHECK(getenv("MINE") == NULL);

    char name[16];
    int good = 1;
    for (int i = 0; i < 300; i++) {
        snprintf(name, sizeof name, "V%d", i);
        good &= setenv(name, name, 1) == 0;
    }
    for (int i = 0; i < 300; i++) {
        snprintf(name, sizeof name, "V%d", i);
        good &= strcmp(getenv(name), name) == 0;
        if (i % 2)
            good &= unsetenv(name) == 0 && getenv(name) == NULL;
    }
    CHECK(good);
    int count = 0;
    for (char **e = environ; *e; e++)
        count++;
    CHECK_INT(count, 152);

    char *array[] = {(char *)"P=q", (char *)"R=s", NULL};
    environ = array;
    CHECK_STR(getenv("R"), "s");
    CHECK_INT(setenv("T", "u", 1), 0);
    CHECK_STR(getenv("P"), "q");
    CHECK_STR(getenv("T"), "u");
    CHECK_STR(array[0], "P=q");
    environ = NULL;
    CHECK(getenv("P") == NULL);
    CHECK_INT(setenv("W", "v", 1), 0);
    CHECK_STR(getenv("W"), "v");
    return test_done();
}
