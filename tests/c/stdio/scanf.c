/* The scanf family. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <locale.h>
#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <wchar.h>
#include "../test.h"

static int from_list(const char *s, const char *format, ...) {
    va_list list;
    va_start(list, format);
    int result = vsscanf(s, format, list);
    va_end(list);
    return result;
}

static void numbers(void) {
    int i, j, k;
    unsigned u;
    long l;
    short h;
    signed char c;
    unsigned long long ull;
    CHECK_INT(sscanf(" 12 -3 +4", "%d%d%d", &i, &j, &k), 3);
    CHECK(i == 12 && j == -3 && k == 4);
    CHECK_INT(sscanf("0x1f 017 9", "%i %i %i", &i, &j, &k), 3);
    CHECK(i == 31 && j == 15 && k == 9);
    CHECK_INT(sscanf("ff 77 42", "%x %o %u", &u, (unsigned *)&i, (unsigned *)&j), 3);
    CHECK(u == 255 && i == 63 && j == 42);
    CHECK_INT(sscanf("-5000000000 300 70000 18446744073709551615", "%ld %hhd %hd %llu", &l, &c, &h, &ull), 4);
    CHECK(l == -5000000000 && c == 44 && h == 4464 && ull == UINT64_MAX);
    CHECK_INT(sscanf("123456", "%3d%2d%d", &i, &j, &k), 3);
    CHECK(i == 123 && j == 45 && k == 6);
    void *p;
    CHECK_INT(sscanf("0x1234", "%p", &p), 1);
    CHECK(p == (void *)0x1234);
    CHECK_INT(sscanf("1 2 3", "%*d %d", &i), 1);
    CHECK_INT(i, 2);
    CHECK_INT(sscanf("10:20", "%2$d:%1$d", &i, &j), 2);
    CHECK(i == 20 && j == 10);
    int n = -1;
    CHECK_INT(sscanf("abc 12", "abc %d%n", &i, &n), 1);
    CHECK_INT(n, 6);
}

static void floats(void) {
    float f;
    double d, e;
    long double ld;
    CHECK_INT(sscanf("1.5 -2.25e3 0.1", "%f %lf %Lf", &f, &d, &ld), 3);
    CHECK(f == 1.5f && d == -2250.0 && ld == 0.1L);
    CHECK_INT(sscanf("0x1.8p1 inf", "%la %lf", &d, &e), 2);
    CHECK(d == 3.0 && isinf(e));
    CHECK_INT(sscanf("nan NaN(5)", "%lf %lf", &d, &e), 2);
    CHECK(isnan(d) && isnan(e));
    CHECK_INT(sscanf("3.14159", "%4lf%lf", &d, &e), 2);
    CHECK(d == 3.14 && e == 159.0);
    CHECK_INT(sscanf(".", "%lf", &d), 0);
    CHECK_INT(sscanf("179769313486231570000e288", "%lf", &d), 1);
    CHECK(d == 1.7976931348623157e308);
}

static void text(void) {
    char a[32], b[32], c[4] = "???";
    CHECK_INT(sscanf("  hello world", "%s %3c", a, c), 2);
    CHECK_STR(a, "hello");
    CHECK(memcmp(c, "wor", 3) == 0);
    CHECK_INT(sscanf("key = value;", "%[a-z] = %[^;]", a, b), 2);
    CHECK_STR(a, "key");
    CHECK_STR(b, "value");
    CHECK_INT(sscanf("]-x", "%[]-]%s", a, b), 2);
    CHECK_STR(a, "]-");
    CHECK_INT(sscanf("abcdef", "%3s%s", a, b), 2);
    CHECK_STR(a, "abc");
    CHECK_STR(b, "def");
    CHECK_INT(sscanf("123", "%[a-z]", a), 0);
    CHECK_INT(sscanf("100%", "%*d%%%n", (int *)a), 0);
    char *m = NULL, *set = NULL;
    CHECK_INT(sscanf("allocated text-that-is-rather-longer-than-thirty-two-bytes", "%ms %m[^ ]", &m, &set), 2);
    CHECK_STR(m, "allocated");
    CHECK_STR(set, "text-that-is-rather-longer-than-thirty-two-bytes");
    free(m);
    free(set);
    wchar_t w[8];
    CHECK_INT(sscanf("wide", "%ls", w), 1);
    CHECK(wcscmp(w, L"wide") == 0);
}

static void ends(void) {
    int i = 0, j = 0;
    char a[8];
    CHECK_INT(sscanf("", "%d", &i), EOF);
    CHECK_INT(sscanf("   ", "%s", a), EOF);
    CHECK_INT(sscanf("x", "%d", &i), 0);
    CHECK_INT(sscanf("5", "%d %d", &i, &j), 1);
    CHECK_INT(sscanf("5 x", "%d %d", &i, &j), 1);
    CHECK_INT(sscanf("abc", "abd%d", &i), 0);
    CHECK_INT(sscanf("ab", "abc"), EOF);
    CHECK_INT(from_list("7 8", "%d%d", &i, &j), 2);
    CHECK(i == 7 && j == 8);
}

static void streams(void) {
    FILE *f = tmpfile();
    REQUIRE(f != NULL);
    fputs("10 apples\n20 pears\n0x", f);
    rewind(f);
    int n;
    char name[16];
    CHECK_INT(fscanf(f, "%d %15s", &n, name), 2);
    CHECK(n == 10 && strcmp(name, "apples") == 0);
    CHECK_INT(fgetc(f), '\n');
    CHECK_INT(fscanf(f, "%d%15s", &n, name), 2);
    CHECK(n == 20 && strcmp(name, "pears") == 0);
    CHECK_INT(fscanf(f, "%d", &n), 1);
    CHECK_INT(n, 0);
    CHECK_INT(fgetc(f), 'x');
    CHECK_INT(fscanf(f, "%d", &n), EOF);
    CHECK(feof(f));
    fclose(f);
}

/* What a failed conversion leaves behind. */
static void failures(void) {
    char a[8] = "before", b[8];
    char *made = (char *)1;
    CHECK_INT(sscanf("abc", "%[0-9]", a), 0);
    CHECK_STR(a, "before");
    CHECK_INT(sscanf("abc", "%m[0-9]", &made), 0);
    CHECK(made == (char *)1 || made == NULL);
    /* An error after a conversion: what was assigned counts. */
    setlocale(LC_ALL, "C.UTF-8");
    CHECK_INT(sscanf("x \xff", "%s %ls", b, (wchar_t[8]){0}), 1);
    setlocale(LC_ALL, "C");
    CHECK_STR(b, "x");
#ifdef __capos__
    /* Less than the width is no match; glibc assigns it. */
    CHECK_INT(sscanf("ab", "%5c", a), 0);
    CHECK_INT(sscanf("x ab", "%s %5mc", b, &made), 1);
#endif
    CHECK_INT(sscanf("", "%5c", a), EOF);
    CHECK_INT(sscanf("abcde", "%5c", a), 1);
    CHECK(memcmp(a, "abcdee", 6) == 0);
}

int main(void) {
    numbers();
    failures();
    floats();
    text();
    ends();
    streams();
    return test_done();
}
