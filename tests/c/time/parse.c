/* strptime. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <time.h>
#include "test.h"

static struct tm tm;

/* What is left of the text, or "no". */
static const char *parse(const char *text, const char *format) {
    const char *rest;
    memset(&tm, 0, sizeof tm);
    rest = strptime(text, format, &tm);
    return rest != NULL ? rest : "no";
}

int main(void) {
    setenv("TZ", "UTC0", 1);
    tzset();
    CHECK_STR(parse("2026-07-04 05:06:09 rest", "%Y-%m-%d %H:%M:%S"), " rest");
    CHECK(tm.tm_year == 126 && tm.tm_mon == 6 && tm.tm_mday == 4 && tm.tm_hour == 5 && tm.tm_min == 6);
    CHECK(tm.tm_sec == 9 && tm.tm_wday == 6 && tm.tm_yday == 184);
    CHECK_STR(parse("Sat Jul  4 05:06:09 2026", "%c"), "");
    CHECK(tm.tm_year == 126 && tm.tm_yday == 184);
    CHECK_STR(parse("saturday, 4 JULY 2026", "%A, %d %B %Y"), "");
    CHECK_STR(parse("11:30:00 pm", "%r"), "");
    CHECK_INT(tm.tm_hour, 23);
    CHECK_STR(parse("12 AM", "%I %p"), "");
    CHECK_INT(tm.tm_hour, 0);
    CHECK_STR(parse("68", "%y"), "");
    CHECK_INT(tm.tm_year, 168);
    CHECK_STR(parse("69", "%y"), "");
    CHECK_INT(tm.tm_year, 69);
    CHECK_STR(parse("19 05", "%C %y"), "");
    CHECK_INT(tm.tm_year, 5);
    CHECK_STR(parse("2026 185", "%Y %j"), "");
    CHECK(tm.tm_mon == 6 && tm.tm_mday == 4);
    CHECK_STR(parse("1783134369", "%s"), "");
    CHECK(tm.tm_hour == 3 && tm.tm_mday == 4);
    CHECK_STR(parse("+0530", "%z"), "");
    CHECK_INT(tm.tm_gmtoff, 19800);
    CHECK_STR(parse("10%", "%H%%"), "");
    CHECK_STR(parse("  7\n8", "%d%n%m"), "");
    CHECK_STR(parse("24", "%H"), "no");
    CHECK_STR(parse("13", "%m"), "no");
    CHECK_STR(parse("Foo", "%a"), "no");
    CHECK_STR(parse("1", "%"), "no");
    CHECK_STR(parse("12:x", "%H:%M"), "no");
    return test_done();
}
