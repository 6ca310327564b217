/* TZ: strings, rules, names, and what tzset publishes. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <time.h>
#include "test.h"

static struct tm at(const char *zone, time_t t) {
    struct tm tm;
    setenv("TZ", zone, 1);
    tzset();
    localtime_r(&t, &tm);
    return tm;
}

int main(void) {
    struct tm tm = at("UTC0", 0);
    CHECK(tm.tm_hour == 0 && tm.tm_isdst == 0);
    CHECK_STR(tzname[0], "UTC");
    CHECK(timezone == 0 && daylight == 0);

    tm = at("<+0330>-3:30", 0);
    CHECK(tm.tm_hour == 3 && tm.tm_min == 30);
    CHECK_STR(tm.tm_zone, "+0330");
    CHECK_STR(tzname[0], "+0330");
    CHECK_INT(timezone, -12600);

    tm = at("EST5EDT,M3.2.0,M11.1.0", 1783134369);
    CHECK(tm.tm_isdst == 1 && tm.tm_hour == 23 && tm.tm_mday == 3);
    CHECK_STR(tzname[0], "EST");
    CHECK_STR(tzname[1], "EDT");
    CHECK(timezone == 18000 && daylight != 0);

    /* South of the equator, and a rule that lies on the day before. */
    CHECK_INT(at("AEST-10AEDT,M10.1.0,M4.1.0/3", 1767225600).tm_isdst, 1);
    CHECK_INT(at("AEST-10AEDT,M10.1.0,M4.1.0/3", 1783134369).tm_isdst, 0);
    CHECK_INT(at("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1774745999).tm_isdst, 0);
    CHECK_INT(at("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1774746000).tm_isdst, 1);
    CHECK_INT(at("STD0DST,J60/0,J61/0", 1709294400).tm_isdst, 1);
    CHECK_INT(at("STD0DST,59/0,60/0", 1709208000).tm_isdst, 1);

    /* A name that means nothing is UTC. */
    tm = at("No/Such-Zone", 86400);
    CHECK(tm.tm_hour == 0 && tm.tm_mday == 2 && tm.tm_gmtoff == 0);
    CHECK_INT(at("", 3600).tm_hour, 1);
    return test_done();
}
