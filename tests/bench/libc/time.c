/* Clocks and the calendar. */
#include "bench.h"

#include <stdlib.h>
#include <time.h>

static struct tm parts;
static struct timespec now;
static char text[128];

static time_t moment(long i)
{
    return (time_t)(1700000000 + i % 100000 * 977);
}

static void prepare_zone(void)
{
    time_t t = 1700000000;

    setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
    tzset();
    localtime_r(&t, &parts);
}

static void to_utc(long n)
{
    for (long i = 0; i < n; i++) {
        time_t t = moment(i);
        sink = (size_t)gmtime_r(&t, &parts)->tm_min;
    }
}

static void to_local(long n)
{
    for (long i = 0; i < n; i++) {
        time_t t = moment(i);
        sink = (size_t)localtime_r(&t, &parts)->tm_min;
    }
}

static void from_local(long n)
{
    for (long i = 0; i < n; i++) {
        struct tm tm = { .tm_year = 126, .tm_mon = (int)(i % 12), .tm_mday = 3, .tm_hour = 12, .tm_isdst = -1 };
        sink = (size_t)mktime(&tm);
    }
}

static void from_utc(long n)
{
    for (long i = 0; i < n; i++) {
        struct tm tm = { .tm_year = 126, .tm_mon = (int)(i % 12), .tm_mday = 3, .tm_hour = 12 };
        sink = (size_t)timegm(&tm);
    }
}

BENCH(clock_monotonic, clock_gettime(CLOCK_MONOTONIC, &now))
BENCH(clock_real, clock_gettime(CLOCK_REALTIME, &now))
BENCH(seconds, time(NULL))
BENCH(format, strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &parts))
BENCH(format_names, strftime(text, sizeof text, "%A, %d %B %Y %I:%M %p %Z", &parts))
BENCH(format_week, strftime(text, sizeof text, "%G-W%V-%u %j", &parts))
BENCH(parse, strptime("2026-11-23 08:15:42", "%Y-%m-%d %H:%M:%S", &parts))
BENCH(as_text, asctime_r(&parts, text))

const struct bench time_benches[] = {
    { "clock_gettime_monotonic", clock_monotonic, PLAIN, NULL },
    { "clock_gettime_realtime", clock_real, PLAIN, NULL },
    { "time", seconds, PLAIN, NULL },
    { "gmtime_r", to_utc, PLAIN, NULL },
    { "localtime_r", to_local, PLAIN, prepare_zone },
    { "mktime", from_local, PLAIN, prepare_zone },
    { "timegm", from_utc, PLAIN, NULL },
    { "strftime", format, PLAIN, prepare_zone },
    { "strftime_names", format_names, PLAIN, prepare_zone },
    { "strftime_week", format_week, PLAIN, prepare_zone },
    { "strptime", parse, PLAIN, prepare_zone },
    { "asctime_r", as_text, PLAIN, prepare_zone },
    { NULL, NULL, PLAIN, NULL },
};
