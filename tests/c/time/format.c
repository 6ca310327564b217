/* strftime. */
#define _GNU_SOURCE
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <time.h>
#include "test.h"

static char buffer[256];

static const char *format(const char *text, time_t t) {
    struct tm tm;
    localtime_r(&t, &tm);
    buffer[0] = '?';
    buffer[1] = 0;
    strftime(buffer, sizeof buffer, text, &tm);
    return buffer;
}

int main(void) {
    const time_t t = 1783134369;
    struct tm tm;
    locale_t locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
    tzset();
    CHECK_STR(format("%a %A %b %h %B", t), "Sat Saturday Jul Jul July");
    CHECK_STR(format("%c", t), "Sat Jul  4 05:06:09 2026");
    CHECK_STR(format("%C %y %Y %G %g %V", t), "20 26 2026 2026 26 27");
    CHECK_STR(format("%d %e %j %m %u %w %U %W", t), "04  4 185 07 6 6 26 26");
    CHECK_STR(format("%H %I %k %l %M %p %P %S", t), "05 05  5  5 06 AM am 09");
    CHECK_STR(format("%D %F %R %T %r %x %X", t), "07/04/26 2026-07-04 05:06 05:06:09 05:06:09 AM 07/04/26 05:06:09");
    CHECK_STR(format("%s %z %Z %n%t%%", t), "1783134369 +0200 CEST \n\t%");
    CHECK_STR(format("%-d %_m %010Y %^a %#Z %5H", t), "4  7 0000002026 SAT cest 00005");
    CHECK_STR(format("%-5d|%15s|%_5H|%-3e", t), "    4|     1783134369|    5|  4");
    CHECK_STR(format("%Ec %OH %EY", t), "Sat Jul  4 05:06:09 2026 05 2026");
    CHECK_STR(format("%G-%V", 1767139200), "2026-01");

    localtime_r(&t, &tm);
    CHECK_INT(strftime(buffer, 10, "%F", &tm), 0);
    CHECK_INT(strftime(buffer, 11, "%F", &tm), 10);
    CHECK_INT(strftime(buffer, 1, "", &tm), 0);
    CHECK_INT(strftime_l(buffer, 11, "%F", &tm, locale), 10);
    tm.tm_isdst = -1;
    strftime(buffer, sizeof buffer, "[%z]", &tm);
    CHECK_STR(buffer, "[]");
#ifdef __capos__
    CHECK_ERRNO(strftime(buffer, 10, "%F", &tm), 0, ERANGE);
    tm.tm_year = 12345 - 1900;
    strftime(buffer, sizeof buffer, "%F %+6Y", &tm);
    CHECK_STR(buffer, "+12345-07-04 +12345");
#endif
    freelocale(locale);
    return test_done();
}
