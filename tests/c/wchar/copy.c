/* Copying and joining. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <wchar.h>
#include "test.h"

int main(void) {
    wchar_t buffer[16];
    wchar_t *copy;
    CHECK(wcscpy(buffer, L"abc") == buffer && wcscmp(buffer, L"abc") == 0);
    CHECK(wcscat(buffer, L"def") == buffer && wcscmp(buffer, L"abcdef") == 0);
    CHECK(wcsncat(buffer, L"ghij", 2) == buffer && wcscmp(buffer, L"abcdefgh") == 0);
    wmemset(buffer, L'x', 16);
    CHECK(wcsncpy(buffer, L"ab", 4) == buffer);
    CHECK(wmemcmp(buffer, L"ab\0\0x", 5) == 0);
    CHECK(wcsncpy(buffer, L"abcdef", 3) == buffer && buffer[2] == L'c' && buffer[3] == 0);
    CHECK(wcpcpy(buffer, L"abc") == buffer + 3 && buffer[3] == 0);
    CHECK(wcpncpy(buffer, L"ab", 4) == buffer + 2 && buffer[3] == 0);
    CHECK(wcpncpy(buffer, L"abcdef", 4) == buffer + 4);
    copy = wcsdup(L"hello");
    CHECK(copy != NULL && wcscmp(copy, L"hello") == 0);
    free(copy);
#ifdef __capos__
    CHECK_INT(wcslcpy(buffer, L"abcdef", 4), 6);
    CHECK(wcscmp(buffer, L"abc") == 0);
    CHECK_INT(wcslcpy(NULL, L"abcdef", 0), 6);
    CHECK_INT(wcslcat(buffer, L"def", 6), 6);
    CHECK(wcscmp(buffer, L"abcde") == 0);
    CHECK_INT(wcslcat(buffer, L"xyz", 3), 6);
#endif
    return test_done();
}
