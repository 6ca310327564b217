/* The C locale has no conventions of its own; what the format says remains. */
#define _GNU_SOURCE
#include <monetary.h>
#include <errno.h>
#include <locale.h>
#include "test.h"

static char text[100];

static const char *money(const char *format, double amount) {
    memset(text, '#', sizeof text);
    ssize_t length = strfmon(text, sizeof text, format, amount);
    return length >= 0 && (size_t)length == strlen(text) ? text : "(wrong length)";
}

int main(void) {
    CHECK_STR(money("%n", 1234.567), "1234.57");
    CHECK_STR(money("%n", -1234.567), "-1234.57");
    CHECK_STR(money("%i", 0.125), "0.12");
    CHECK_STR(money("%.0n", 1234.567), "1235");
    CHECK_STR(money("%.3n", -1234.567), "-1234.567");
    CHECK_STR(money("%#5n", 1234.567), "  1234.57");
    CHECK_STR(money("%=*#5n", -1234.567), "-*1234.57");
    CHECK_STR(money("%=0#12i", 1234.567), " 000000001234.57");
    CHECK_STR(money("%(n", -1.5), "(1.50)");
    CHECK_STR(money("%+n", -1.5), "-1.50");
    CHECK_STR(money("%!n", 1.5), "1.50");
    CHECK_STR(money("%^n", 1234567.0), "1234567.00");
    CHECK_STR(money("%10n|", -1.5), "     -1.50|");
    CHECK_STR(money("%-10n|", -1.5), "-1.50     |");
    CHECK_STR(money("%%%n", 2.0), "%2.00");
    CHECK_STR(money("%#3n", 123456.0), " 123456.00");
    CHECK_INT(strfmon(text, sizeof text, "%n and %.1n", 1.0, 2.0), 12);
    CHECK_STR(text, "1.00 and 2.0");
    CHECK_INT(strfmon(text, 5, "%n", 1.0), 4);
    CHECK_ERRNO(strfmon(text, 4, "%n", 1.0), -1, E2BIG);
    CHECK_ERRNO(strfmon(text, sizeof text, "%q", 1.0), -1, EINVAL);
    CHECK_ERRNO(strfmon(text, sizeof text, "%+(n", 1.0), -1, EINVAL);
    CHECK_INT(strfmon(text, sizeof text, "plain"), 5);
    locale_t locale = newlocale(LC_ALL_MASK, "C", NULL);
    CHECK_INT(strfmon_l(text, sizeof text, locale, "%n", 7.0), 4);
    CHECK_STR(text, "7.00");
    freelocale(locale);
    return test_done();
}
