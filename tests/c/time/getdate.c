/* Dates by the templates of tests/fixtures/datemsk. */
#define _GNU_SOURCE
#include <time.h>
#include <stdlib.h>
#include "test.h"

int main(void) {
    setenv("TZ", "UTC0", 1);
    unsetenv("DATEMSK");
    CHECK(getdate("1/2/99 12:30") == NULL);
    CHECK_INT(getdate_err, 1);
    setenv("DATEMSK", "tests/fixtures/no-such-file", 1);
    CHECK(getdate("1/2/99 12:30") == NULL);
    /* Not opened, or not even found. */
    CHECK(getdate_err == 2 || getdate_err == 3);

    setenv("DATEMSK", "tests/fixtures/datemsk", 1);
    struct tm *date = getdate("11/23/26 08:15");
    CHECK(date != NULL);
    if (date != NULL) {
        CHECK_INT(date->tm_year, 126);
        CHECK_INT(date->tm_mon, 10);
        CHECK_INT(date->tm_mday, 23);
        CHECK_INT(date->tm_hour, 8);
        CHECK_INT(date->tm_min, 15);
        CHECK_INT(date->tm_sec, 0);
        CHECK_INT(date->tm_wday, 1);
        CHECK_INT(date->tm_yday, 326);
    }
    date = getdate("  1999-12-31  ");
    CHECK(date != NULL && date->tm_year == 99 && date->tm_mon == 11 && date->tm_mday == 31);

    time_t seconds = time(NULL);
    struct tm now = *gmtime(&seconds);
    date = getdate("Friday");
    CHECK(date != NULL && date->tm_wday == 5);
    if (date != NULL) {
        time_t then = mktime(date);
        CHECK(then - seconds >= 0 && then - seconds < 7 * 86400);
    }
    date = getdate("January");
    CHECK(date != NULL && date->tm_mon == 0);
#ifndef __GLIBC__
    /* glibc takes the month's first Sunday, as if one had been named. */
    CHECK(date != NULL && date->tm_mday == 1);
#endif
    CHECK(date != NULL && date->tm_year == now.tm_year + (now.tm_mon > 0));
    date = getdate("23:59");
    CHECK(date != NULL && date->tm_hour == 23 && date->tm_min == 59);

    CHECK(getdate("2027-02-29") == NULL);
    CHECK_INT(getdate_err, 8);
    CHECK(getdate("nonsense") == NULL);
    CHECK_INT(getdate_err, 7);
    CHECK(getdate("Friday the 13th") == NULL);
    CHECK_INT(getdate_err, 7);
    return test_done();
}
