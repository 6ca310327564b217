/* Instants and broken-down times. */
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <time.h>
#include "test.h"

static struct tm fields(int year, int mon, int day, int hour, int min, int isdst) {
    struct tm tm = {0};
    tm.tm_year = year - 1900;
    tm.tm_mon = mon - 1;
    tm.tm_mday = day;
    tm.tm_hour = hour;
    tm.tm_min = min;
    tm.tm_isdst = isdst;
    return tm;
}

int main(void) {
    time_t t = 1783134369;
    struct tm tm, *result;
    CHECK(gmtime_r(&t, &tm) == &tm);
    CHECK(tm.tm_year == 126 && tm.tm_mon == 6 && tm.tm_mday == 4 && tm.tm_hour == 3 && tm.tm_min == 6);
    CHECK(tm.tm_sec == 9 && tm.tm_wday == 6 && tm.tm_yday == 184 && tm.tm_isdst == 0);
    CHECK_INT(timegm(&tm), t);
    result = gmtime(&t);
    CHECK(result != NULL && result->tm_mday == 4);
    t = -1;
    gmtime_r(&t, &tm);
    CHECK(tm.tm_year == 69 && tm.tm_mon == 11 && tm.tm_mday == 31 && tm.tm_sec == 59);
    t = LLONG_MAX;
    CHECK_ERRNO(gmtime_r(&t, &tm), NULL, EOVERFLOW);
    CHECK_ERRNO(localtime(&t), NULL, EOVERFLOW);

    setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
    t = 1783134369;
    result = localtime(&t);
    CHECK(result != NULL && result->tm_hour == 5 && result->tm_isdst == 1);
    CHECK_INT(result->tm_gmtoff, 7200);
    CHECK_STR(result->tm_zone, "CEST");
    tzset();
    CHECK(localtime_r(&t, &tm) == &tm && tm.tm_hour == 5);

    /* Fields out of their ranges become normal ones. */
    tm = fields(2026, 14, 0, 25, -1, -1);
    CHECK(mktime(&tm) != -1);
    CHECK(tm.tm_year == 127 && tm.tm_mon == 1 && tm.tm_mday == 1 && tm.tm_hour == 0 && tm.tm_min == 59);
    CHECK(tm.tm_wday == 1 && tm.tm_yday == 31 && tm.tm_isdst == 0);
    /* A wrong flag moves the time. */
    tm = fields(2026, 7, 1, 12, 0, 0);
    CHECK(mktime(&tm) != -1 && tm.tm_hour == 13 && tm.tm_isdst == 1);
    tm = fields(2026, 1, 1, 12, 0, 1);
    CHECK(mktime(&tm) != -1 && tm.tm_hour == 11 && tm.tm_isdst == 0);
    /* The hour that is there twice, by the flag. */
    tm = fields(2026, 10, 25, 2, 30, 1);
    t = mktime(&tm);
    tm = fields(2026, 10, 25, 2, 30, 0);
    CHECK_INT(mktime(&tm) - t, 3600);
    tm = fields(2026, 7, 4, 5, 6, -1);
    CHECK_INT(timelocal(&tm), 1783134360);
    /* A failure leaves the fields alone. */
    tm = fields(2026, 7, 4, 5, 6, -1);
    tm.tm_year = INT_MAX;
    tm.tm_mon = 13;
    tm.tm_wday = 99;
    CHECK_ERRNO(mktime(&tm), -1, EOVERFLOW);
    CHECK_INT(tm.tm_wday, 99);
    CHECK_ERRNO(timegm(&tm), -1, EOVERFLOW);
    tm = fields(1969, 12, 31, 23, 59, 0);
    tm.tm_sec = 59;
    CHECK_INT(timegm(&tm), -1);
    CHECK_INT(tm.tm_wday, 3);
    CHECK(difftime(5, 7) == -2.0);
    CHECK(difftime(LLONG_MAX, LLONG_MIN) == 18446744073709551615.0);
    return test_done();
}
