/* Calendar time: strftime, wcsftime, strptime, mktime, timegm, localtime_r and gmtime_r over POSIX zone strings and the
   zones of the system's database, years around those programs use and at the ends of what fits. */
#define _GNU_SOURCE
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>
#include "differential.h"

static const char *const zones[] = { "UTC0", "EST5EDT,M3.2.0,M11.1.0", "CET-1CEST,M3.5.0,M10.5.0/3", "<+0330>-3:30",
    "NZST-12NZDT,M9.5.0,M4.1.0/3", "AEST-10AEDT,M10.1.0,M4.1.0/3", "<-03>3<-02>,M3.5.0/-2,M10.5.0/-1",
    "IST-1GMT0,M10.5.0,M3.5.0/1", "EET-2EEST,J60/4,J300/4", "XYZ3:30:15ABC2:10,59/2:30:30,304/25",
    "WGT3WGST,M3.5.0/-1,M10.5.0/0", "AAA+24", "BBB-24:59:59", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
    "Asia/Kolkata", "Pacific/Apia", "Europe/Dublin", "Africa/Casablanca", "America/St_Johns", "Asia/Tehran", "UTC" };

static const char *zone;
static unsigned zone_used = COUNT_OF(zones);

/* Setting a zone costs much more than a case: a zone stays for some cases. */
static void choose_zone(uint64_t index)
{
    unsigned which = (unsigned)(mix(index / 50) % COUNT_OF(zones));
    zone = zones[which];
    if (which != zone_used) {
        setenv("TZ", zone, 1);
        tzset();
        zone_used = which;
    }
}

static void put_tm(const struct tm *tm)
{
    put_number((int64_t)tm->tm_year + 1900);
    put_field("mon", tm->tm_mon);
    put_field("mday", tm->tm_mday);
    put_field("hour", tm->tm_hour);
    put_field("min", tm->tm_min);
    put_field("sec", tm->tm_sec);
    put_field("wday", tm->tm_wday);
    put_field("yday", tm->tm_yday);
    put_field("dst", tm->tm_isdst);
}

static int64_t any_time(void)
{
    static const int64_t limits[] = { INT32_MAX, INT32_MIN, UINT32_MAX, 253402300799, -62167219200, 67767976233532799,
        -67768040609740800, INT64_MAX, INT64_MIN };
    switch (below(8)) {
    case 0:
        return (int64_t)((uint64_t)PICK(limits) + below(5) - 2);
    case 1:
        return (int64_t)bits() >> below(40);
    case 2:
        return -(int64_t)(bits() % 400000000000);
    case 3:
        return (int64_t)(bits() % 400000000000);
    default:
        return (int64_t)(bits() % 4102444800) - 1000000000;
    }
}

static struct tm any_tm(void)
{
    struct tm tm = { 0 };
    tm.tm_year = between(0, 200);
    tm.tm_mon = between(0, 11);
    tm.tm_mday = between(1, 31);
    tm.tm_hour = between(0, 23);
    tm.tm_min = between(0, 59);
    tm.tm_sec = between(0, 60);
    /* Saying that daylight saving time is or is not in effect means something where both have been used. */
    tm.tm_isdst = -1;
    if (strchr(zone, ',') || !strcmp(zone, "Europe/Berlin") || !strcmp(zone, "America/New_York")) {
        tm.tm_year = between(71, 137);
        tm.tm_isdst = between(-1, 1);
        return tm;
    }
    if (chance(20))
        tm.tm_year = between(-11899, 8099);
    if (chance(10))
        tm.tm_mon = between(-5000, 5000);
    if (chance(10))
        tm.tm_mday = between(-100000, 100000);
    if (chance(10))
        tm.tm_hour = between(-100000, 100000);
    if (chance(10))
        tm.tm_min = between(-10000000, 10000000);
    if (chance(10))
        tm.tm_sec = between(-2000000000, 2000000000);
    if (chance(3))
        tm.tm_year = chance(50) ? INT_MAX - (int)below(1902) : INT_MIN + (int)below(3);
    return tm;
}

/* The fields that strftime reads are in range: it does not define others. */
static struct tm any_regular_tm(void)
{
    struct tm tm = any_tm();
    tm.tm_mon = between(0, 11);
    tm.tm_mday = between(1, 31);
    tm.tm_hour = between(0, 23);
    tm.tm_min = between(0, 59);
    tm.tm_sec = between(0, 60);
    tm.tm_wday = between(0, 6);
    tm.tm_yday = between(0, 365);
    tm.tm_gmtoff = between(-50400, 50400);
    if (chance(3))
        tm.tm_year = chance(50) ? INT_MAX : INT_MIN;
    tm.tm_zone = "ZONE";
    return tm;
}

/* A time in a year of four digits. */
static void regular(struct tm *tm)
{
    time_t t = (time_t)(bits() % 284012524800) - 30610224000;
    if (chance(80))
        t = (time_t)(bits() % 8000000000) - 4000000000;
    gmtime_r(&t, tm);
}

static void format_case(void)
{
    static const char conversions[] = "aAbBcCdDeFgGhHIjklmMnNpPrRsStTuUVwWxXyYzZ%";
    char format[128];
    size_t length = 0;
    for (unsigned i = 1 + below(3); i > 0; i--) {
        format[length++] = '%';
        char conversion = conversions[below(sizeof conversions - 1)];
        /* %N is no conversion; %s needs a time of the zone; %+ is left to its test. */
        if (conversion == 'N')
            conversion = 'Y';
        if (chance(25)) {
            format[length++] = "_-0^#"[below(5)];
            if (strchr("nt%cDFrRTxX+", conversion))
                length--;
        }
        if (chance(15) && !strchr("nt%", conversion)) {
            unsigned width = 1 + below(15);
            if (width >= 10)
                format[length++] = '1';
            format[length++] = (char)('0' + width % 10);
        }
        if (chance(10) && strchr("cCxXyYdeHImMSuUVwW", conversion))
            format[length++] = strchr("cCxXyY", conversion) ? 'E' : 'O';
        if (format[length - 1] == 'O' && strchr("cCxXyY", conversion))
            length--;
        format[length++] = conversion;
        if (chance(30))
            format[length++] = " :-"[below(3)];
    }
    format[length] = 0;
    struct tm tm = any_regular_tm();
    tm.tm_isdst = chance(80) ? 0 : between(-1, 1);
    if (strchr(format, 's')) {
        tm.tm_isdst = -1;
        tm.tm_year = between(71, 137);
    }
    size_t size = chance(90) ? 200 : below(20);
    put_text("strftime ");
    put_quoted(format);
    put_field("size", (int64_t)size);
    put_char(' ');
    put_text(zone);
    put_char(' ');
    put_tm(&tm);
    result();
    char text[200];
    if (chance(30)) {
        wchar_t wide[200], wide_format[128];
        for (size_t i = 0; i <= length; i++)
            wide_format[i] = format[i];
        size_t written = wcsftime(wide, size, wide_format, &tm);
        put_number((int64_t)written);
        put_wide(wide, written);
        return;
    }
    size_t written = strftime(text, size, format, &tm);
    put_number((int64_t)written);
    put_bytes(text, written);
}

static void parse_case(void)
{
    /* What reads the numbers alone, without the week numbers and %Z, which no two libraries treat alike. */
    static const char *const formats[] = { "%Y-%m-%d", "%d/%m/%y", "%H:%M:%S", "%I:%M:%S %p", "%a %b %d %H:%M:%S %Y", "%j %Y",
        "%A, %B %e", "%D %T", "%F %R", "%C%y-%m-%d", "%c", "%r", "%x %X", "%n%d%t%m %Y", "%Y%m%d%H%M%S", "%d%b%Y", "%y%%%m%%%d", "%e.%m.%Y",
        "%Ey %Om", "%h %d", "%s", "%k:%M", "%l %p", "%Y-%m-%dT%H:%M:%S%z" };
    const char *format = PICK(formats);
    struct tm tm;
    regular(&tm);
    char text[200];
    setlocale(LC_ALL, "C");
    /* The text comes from the same library; that strftime is right is another case's matter. With %s it would depend on
       the zone, and so on what the library makes of that. */
    size_t length = strcmp(format, "%s") ? strftime(text, sizeof text - 4, format, &tm)
                                         : (size_t)sprintf(text, "%lld", (long long)timegm(&tm));
    if (chance(40) && length > 0) {
        size_t where = below((uint32_t)length);
        if (chance(50))
            text[where] = "0159: -aZ"[below(9)];
        else
            memmove(text + where, text + where + 1, length - where);
        length = strlen(text);
    }
    if (chance(30)) {
        text[length++] = 'x';
        text[length] = 0;
    }
    put_text("strptime ");
    put_quoted(format);
    put_char(' ');
    put_bytes(text, length);
    put_char(' ');
    put_text(zone);
    result();
    struct tm read = { 0 };
    char *end = strptime(text, format, &read);
    if (!end) {
        put_text("null");
        return;
    }
    put_number(end - text);
    put_char(' ');
    put_tm(&read);
    put_field("gmtoff", read.tm_gmtoff);
}

static void one_case(uint64_t index)
{
    choose_zone(index);
    switch (below(6)) {
    case 0: {
        int64_t t = any_time();
        put_text("gmtime ");
        put_number(t);
        result();
        struct tm tm;
        time_t time = t;
        errno = 0;
        if (gmtime_r(&time, &tm))
            put_tm(&tm);
        else
            put_field("errno", errno);
        return;
    }
    case 1: {
        int64_t t = any_time();
        put_text("localtime ");
        put_text(zone);
        put_char(' ');
        put_number(t);
        result();
        struct tm tm;
        time_t time = t;
        errno = 0;
        if (localtime_r(&time, &tm)) {
            put_tm(&tm);
            put_field("gmtoff", tm.tm_gmtoff);
            put_char(' ');
            put_quoted(tm.tm_zone);
        } else
            put_field("errno", errno);
        return;
    }
    case 2: {
        struct tm tm = any_tm();
        put_text("mktime ");
        put_text(zone);
        put_char(' ');
        put_tm(&tm);
        result();
        errno = 0;
        tm.tm_wday = -1;
        time_t time = mktime(&tm);
        put_number(time);
        if (tm.tm_wday >= 0) {
            put_char(' ');
            put_tm(&tm);
        } else
            put_field("errno", errno);
        return;
    }
    case 3: {
        struct tm tm = any_tm();
        put_text("timegm ");
        put_tm(&tm);
        result();
        errno = 0;
        tm.tm_wday = -1;
        time_t time = timegm(&tm);
        put_number(time);
        if (tm.tm_wday >= 0) {
            put_char(' ');
            put_tm(&tm);
        } else
            put_field("errno", errno);
        return;
    }
    case 4:
        format_case();
        return;
    default:
        parse_case();
    }
}

static void prepare(void)
{
    setlocale(LC_ALL, "C");
}
