/* The fixed text form. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <time.h>
#include "test.h"

int main(void) {
    struct tm tm = {.tm_year = 73, .tm_mon = 8, .tm_mday = 6, .tm_hour = 1, .tm_min = 3, .tm_sec = 52, .tm_wday = 4};
    char buffer[26];
    time_t t = 0;
    CHECK_STR(asctime(&tm), "Thu Sep  6 01:03:52 1973\n");
    CHECK_STR(asctime_r(&tm, buffer), "Thu Sep  6 01:03:52 1973\n");
    tm.tm_year = 20000;
    CHECK_ERRNO(asctime_r(&tm, buffer), NULL, EOVERFLOW);
    setenv("TZ", "UTC0", 1);
    CHECK_STR(ctime(&t), "Thu Jan  1 00:00:00 1970\n");
    CHECK_STR(ctime_r(&t, buffer), "Thu Jan  1 00:00:00 1970\n");
    return test_done();
}
