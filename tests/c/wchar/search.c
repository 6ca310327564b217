/* Searching. */
#define _GNU_SOURCE
#include <wchar.h>
#include "test.h"

int main(void) {
    const wchar_t *s = L"hello, world";
    wchar_t text[] = L"  one,two;;three ", *state, *whole;
    wchar_t long_text[2000], long_needle[600];
    CHECK(wcschr(s, L'o') == s + 4);
    CHECK(wcschr(s, 0) == s + 12);
    CHECK(wcschr(s, L'z') == NULL);
    CHECK(wcsrchr(s, L'o') == s + 8);
    CHECK(wcsrchr(s, 0) == s + 12);
    CHECK(wcsrchr(s, L'z') == NULL);
    CHECK(wcschrnul(s, L'w') == s + 7 && wcschrnul(s, L'z') == s + 12);
    CHECK_INT(wcsspn(s, L"ehl"), 4);
    CHECK_INT(wcsspn(s, L""), 0);
    CHECK_INT(wcscspn(s, L", "), 5);
    CHECK_INT(wcscspn(s, L""), 12);
    CHECK(wcspbrk(s, L"xyzw") == s + 7);
    CHECK(wcspbrk(s, L"xyz") == NULL);
    CHECK(wcsstr(s, L"") == s);
    CHECK(wcsstr(s, L"world") == s + 7);
    CHECK(wcsstr(s, L"worlds") == NULL);
    CHECK(wcsstr(L"aabaabaaab", L"aaab") != NULL);
    wmemset(long_text, L'a', 1999);
    long_text[1999] = 0;
    wmemset(long_needle, L'a', 599);
    long_needle[598] = L'b';
    long_needle[599] = 0;
    CHECK(wcsstr(long_text, long_needle) == NULL);
    long_text[1500] = L'b';
    CHECK(wcsstr(long_text, long_needle) == long_text + 1500 - 598);
    whole = text;
    CHECK(wcstok(whole, L" ,;", &state) == text + 2 && wcscmp(text + 2, L"one") == 0);
    CHECK(wcscmp(wcstok(NULL, L" ,;", &state), L"two") == 0);
    CHECK(wcscmp(wcstok(NULL, L" ,;", &state), L"three") == 0);
    CHECK(wcstok(NULL, L" ,;", &state) == NULL);
    CHECK(wcstok(NULL, L" ,;", &state) == NULL);
    return test_done();
}
