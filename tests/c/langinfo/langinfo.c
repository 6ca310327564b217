/* Texts of the locale. */
#include <langinfo.h>
#include <locale.h>
#include "test.h"

int main(void) {
    locale_t utf8 = newlocale(LC_ALL_MASK, "C.UTF-8", (locale_t)0);
    CHECK_STR(nl_langinfo(RADIXCHAR), ".");
    CHECK_STR(nl_langinfo(THOUSEP), "");
    CHECK_STR(nl_langinfo(DAY_1), "Sunday");
    CHECK_STR(nl_langinfo(DAY_7), "Saturday");
    CHECK_STR(nl_langinfo(ABDAY_1), "Sun");
    CHECK_STR(nl_langinfo(ABDAY_7), "Sat");
    CHECK_STR(nl_langinfo(MON_1), "January");
    CHECK_STR(nl_langinfo(MON_12), "December");
    CHECK_STR(nl_langinfo(ABMON_5), "May");
    CHECK_STR(nl_langinfo(ABMON_12), "Dec");
    CHECK_STR(nl_langinfo(AM_STR), "AM");
    CHECK_STR(nl_langinfo(PM_STR), "PM");
    CHECK_STR(nl_langinfo(D_T_FMT), "%a %b %e %H:%M:%S %Y");
    CHECK_STR(nl_langinfo(D_FMT), "%m/%d/%y");
    CHECK_STR(nl_langinfo(T_FMT), "%H:%M:%S");
    CHECK_STR(nl_langinfo(T_FMT_AMPM), "%I:%M:%S %p");
    CHECK_STR(nl_langinfo(YESEXPR), "^[yY]");
    CHECK_STR(nl_langinfo(NOEXPR), "^[nN]");
    CHECK_STR(nl_langinfo(CRNCYSTR), "-");
    CHECK_STR(nl_langinfo(ERA), "");
    CHECK_STR(nl_langinfo(-1), "");
    CHECK(strcmp(nl_langinfo(CODESET), "UTF-8") != 0);
    CHECK_STR(nl_langinfo_l(CODESET, utf8), "UTF-8");
    CHECK(setlocale(LC_CTYPE, "C.UTF-8") != NULL);
    CHECK_STR(nl_langinfo(CODESET), "UTF-8");
    freelocale(utf8);
    return test_done();
}
