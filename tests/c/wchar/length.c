/* Lengths and columns. */
#define _GNU_SOURCE
#include <locale.h>
#include <wchar.h>
#include "test.h"

int main(void) {
    wchar_t unterminated[3] = {L'a', L'b', L'c'};
    CHECK_INT(wcslen(L""), 0);
    CHECK_INT(wcslen(L"h\xe9llo"), 5);
    CHECK_INT(wcsnlen(L"abc", 10), 3);
    CHECK_INT(wcsnlen(unterminated, 3), 3);
    CHECK_INT(wcsnlen(unterminated, 0), 0);
    CHECK_INT(wcwidth(L'a'), 1);
    CHECK_INT(wcwidth(0), 0);
    CHECK_INT(wcwidth(7), -1);
    CHECK(setlocale(LC_CTYPE, "C.UTF-8") != NULL);
    CHECK_INT(wcwidth(0x4e00), 2);
    CHECK_INT(wcwidth(0xad), 1);
    CHECK_INT(wcwidth(0x301), 0);
    CHECK_INT(wcwidth(0xe9), 1);
    CHECK_INT(wcwidth(0x378), -1);
    CHECK_INT(wcswidth(L"a\x4e00z", 10), 4);
    CHECK_INT(wcswidth(L"a\x4e00z", 2), 3);
    CHECK_INT(wcswidth(L"a\nz", 10), -1);
    CHECK_INT(wcswidth(L"", 10), 0);
    return test_done();
}
