/* Numbers from wide strings. */
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <wchar.h>
#include "test.h"

int main(void) {
    wchar_t *end;
    const wchar_t *text = L"  -42xyz";
    CHECK_INT(wcstol(text, &end, 10), -42);
    CHECK(end == text + 5);
    CHECK_INT(wcstol(L"0x1fZ", NULL, 0), 31);
    CHECK_INT(wcstol(L"z", &end, 36), 35);
    text = L"junk";
    CHECK_INT(wcstol(text, &end, 10), 0);
    CHECK(end == text);
    CHECK_ERRNO(wcstol(L"99999999999999999999", NULL, 10), LONG_MAX, ERANGE);
    CHECK_ERRNO(wcstoll(L"-99999999999999999999", NULL, 10), LLONG_MIN, ERANGE);
    CHECK(wcstoul(L"18446744073709551615", NULL, 10) == ULONG_MAX);
    CHECK(wcstoul(L"-1", NULL, 10) == ULONG_MAX);
    CHECK_ERRNO(wcstoull(L"18446744073709551616", NULL, 10), ULLONG_MAX, ERANGE);
    CHECK(wcstod(L"0.1", NULL) == 0.1);
    CHECK(wcstod(L"-0x1.8p3", NULL) == -12.0);
    CHECK(isinf(wcstod(L"Infinity", NULL)));
    CHECK(isnan(wcstod(L"nan", NULL)));
    text = L"1e5rest";
    CHECK(wcstod(text, &end) == 1e5 && end == text + 3);
    CHECK_ERRNO(wcstod(L"1e999", NULL), HUGE_VAL, ERANGE);
    CHECK(wcstof(L"0.1", NULL) == 0.1f);
    CHECK(wcstold(L"0.1", NULL) == 0.1L);
    CHECK(wcstold(L"1.5x", &end) == 1.5L && *end == L'x');
    return test_done();
}
