/* wcsftime. */
#define _GNU_SOURCE
#include <errno.h>
#include <locale.h>
#include <time.h>
#include <wchar.h>
#include "test.h"

int main(void) {
    struct tm tm = {.tm_year = 126, .tm_mon = 6, .tm_mday = 4, .tm_hour = 5, .tm_min = 6, .tm_sec = 9, .tm_wday = 6,
                    .tm_yday = 184};
    wchar_t buffer[64];
    locale_t locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    CHECK_INT(wcsftime(buffer, 64, L"\x20ac %A %Y-%m-%d %T", &tm), 30);
    CHECK(wcscmp(buffer, L"\x20ac Saturday 2026-07-04 05:06:09") == 0);
    CHECK_INT(wcsftime(buffer, 10, L"%Y-%m-%d", &tm), 0);
    CHECK_INT(wcsftime(buffer, 11, L"%Y-%m-%d", &tm), 10);
    CHECK_INT(wcsftime_l(buffer, 64, L"%b", &tm, locale), 3);
    CHECK(wcscmp(buffer, L"Jul") == 0);
    freelocale(locale);
    return test_done();
}
