/* Comparison, also without case, and collation. */
#define _GNU_SOURCE
#include <locale.h>
#include <wchar.h>
#include "test.h"

int main(void) {
    wchar_t buffer[8];
    locale_t utf8 = newlocale(LC_ALL_MASK, "C.UTF-8", (locale_t)0);
    CHECK(wcscmp(L"abc", L"abc") == 0);
    CHECK(wcscmp(L"abc", L"abd") < 0);
    CHECK(wcscmp(L"abcd", L"abc") > 0);
    CHECK(wcscmp(L"", L"a") < 0);
    CHECK(wcscmp(L"\x7fffffff", L"a") > 0);
    CHECK(wcsncmp(L"abcx", L"abcy", 3) == 0);
    CHECK(wcsncmp(L"abcx", L"abcy", 4) < 0);
    CHECK(wcsncmp(L"a", L"b", 0) == 0);
    CHECK(wcscasecmp(L"HeLLo", L"hEllO") == 0);
    CHECK(wcscasecmp(L"a", L"B") < 0);
    CHECK(wcsncasecmp(L"HELLOx", L"helloY", 5) == 0);
    CHECK(wcscasecmp_l(L"\xc9t\xc9", L"\xe9T\xe9", utf8) == 0);
    CHECK(wcsncasecmp_l(L"\xc9x", L"\xe9y", 1, utf8) == 0);
    CHECK(wcscoll(L"a", L"b") < 0 && wcscoll_l(L"a", L"a", utf8) == 0);
    CHECK_INT(wcsxfrm(NULL, L"abc", 0), 3);
    CHECK_INT(wcsxfrm(buffer, L"abc", 8), 3);
    CHECK(wcscmp(buffer, L"abc") == 0);
    CHECK_INT(wcsxfrm_l(buffer, L"abc", 8, utf8), 3);
    CHECK(setlocale(LC_CTYPE, "C.UTF-8") != NULL);
    CHECK(wcscasecmp(L"\x3a3", L"\x3c3") == 0);
    freelocale(utf8);
    return test_done();
}
