/* The printf family: conversions, flags, and where the text goes. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>
#include <wchar.h>
#include "../test.h"

static char out[4096];

#define PRINTS(want, ...) \
    do { \
        int length = snprintf(out, sizeof out, __VA_ARGS__); \
        CHECK_STR(out, want); \
        CHECK_INT(length, strlen(want)); \
    } while (0)

static int through(int (*print)(char *, const char *, va_list), char *s, const char *format, ...) {
    va_list list;
    va_start(list, format);
    int result = print(s, format, list);
    va_end(list);
    return result;
}

static int bounded(char *s, const char *format, va_list list) { return vsnprintf(s, 8, format, list); }

static int twice(char *s, const char *format, va_list list) {
    va_list copy;
    va_copy(copy, list);
    int first = vsprintf(s, format, list);
    int second = vsprintf(s + first, format, copy);
    va_end(copy);
    return first + second;
}

static void integers(void) {
    PRINTS("0|-1|2147483647|-2147483648", "%d|%i|%d|%d", 0, -1, INT_MAX, INT_MIN);
    PRINTS("18446744073709551615|9223372036854775807|-9223372036854775808", "%lu|%ld|%lld", ULONG_MAX, LONG_MAX,
           LLONG_MIN);
    PRINTS("-1|255|-1|65535", "%hhd|%hhu|%hd|%hu", 255, 255, 65535, 65535);
    PRINTS("5|6|7|8", "%jd|%zu|%td|%ju", (intmax_t)5, (size_t)6, (ptrdiff_t)7, (uintmax_t)8);
    PRINTS("ff|FF|0xff|0XFF|377|0377|0", "%x|%X|%#x|%#X|%o|%#o|%#x", 255, 255, 255, 255, 255, 255, 0);
    PRINTS("    5|5    |00005|  +5|+0005| 5", "%5d|%-5d|%05d|%+4d|%+05d|% d", 5, 5, 5, 5, 5, 5);
    PRINTS("00005|  005|005  ||0", "%.5d|%5.3d|%-5.3d|%.0d|%#.0o", 5, 5, 5, 0, 0);
    PRINTS("   -7|-7   |3", "%*d|%-*d|%.*d", 5, -7, 5, -7, -1, 3);
    PRINTS("2 1|    7|x1", "%2$d %1$d|%3$*4$d|x%1$d", 1, 2, 7, 5);
    PRINTS("100%", "%d%%", 100);
}

static void floats(void) {
    PRINTS("0.000000|-0.000000|1.500000|123456789.125000", "%f|%f|%f|%f", 0.0, -0.0, 1.5, 123456789.125);
    PRINTS("0|2|2|4|0.1|1e+10", "%.0f|%.0f|%.0f|%.0f|%.1f|%g", 0.5, 1.5, 2.5, 3.5, 0.05 + 0.05, 1e10);
    PRINTS("1.234560e+03|1E-05|1e+100|2.2e-308", "%e|%.0E|%.0e|%.1e", 1234.56, 1e-5, 1e100, 2.2250738585072014e-308);
    PRINTS("0.0001|1e-05|100000|1e+06|0.1|3.14159|1.00000|5.", "%g|%g|%g|%g|%g|%g|%#g|%#.0f", 1e-4, 1e-5, 1e5, 1e6, 0.1,
           3.14159265, 1.0, 5.0);
    PRINTS("0.1000000000000000055511151231257827", "%.34f", 0.1);
    PRINTS("0.10000000000000001|1.7976931348623157e+308|4.9406564584124654e-324", "%.17g|%.17g|%.17g", 0.1,
           1.7976931348623157e308, 5e-324);
    PRINTS("99999999999999991611392|1267650600228229401496703205376", "%.0f|%.0f", 1e23, 0x1p100);
    PRINTS("inf|-INF|nan|  inf|inf  ", "%f|%F|%g|%5.1f|%-05f", INFINITY, -INFINITY, NAN, INFINITY, INFINITY);
    PRINTS("0x1p+0|0x1.8p+1|-0x0p+0|0x1.fffffffffffffp+1023|0X1.AP+3", "%a|%a|%a|%a|%A", 1.0, 3.0, -0.0,
           1.7976931348623157e308, 13.0);
    PRINTS("0x1.00p+1|0x2p+0|0x1.8p+0", "%.2a|%.0a|%.1a", 2.0, 1.5, 1.5);
    PRINTS("+1.5|     1.500|001.5|1.5e+00", "%+.1f|%10.3f|%05.1f|%.1e", 1.5, 1.5, 1.5, 1.5);
    PRINTS("0.1000000000000000000013552527156068805425093160010874271392822265625", "%.67Lf", 0.1L);
    PRINTS("1.18973149535723176502e+4932|0x8p-3|0xf.fffp+0|3", "%.20Le|%La|%.3La|%Lg", 1.18973149535723176502e4932L, 1.0L,
           15.9998L, 3.0L);
    PRINTS("1 2.5 3.25 4 5.5 6 7 8 9.5 10 11", "%d %g %Lg %d %g %d %d %d %g %d %Lg", 1, 2.5, 3.25L, 4, 5.5, 6, 7, 8, 9.5,
           10, 11.0L);
}

static void text(void) {
    PRINTS("abc|ab|     abc|abc     |x", "%s|%.2s|%8s|%-8s|%c", "abc", "abc", "abc", "abc", 'x');
    PRINTS("(null)||", "%s|%.3s|%.0s", (char *)NULL, (char *)NULL, "x");
    PRINTS("wide|wi|    w", "%ls|%.2ls|%5lc", L"wide", L"wide", (wint_t)L'w');
    char unterminated[3] = {'a', 'b', 'c'};
    PRINTS("abc", "%.3s", unterminated);
    errno = ENOENT;
    PRINTS("No such file or directory", "%m");
    PRINTS("0x1234|(nil)|    (nil)", "%p|%p|%9p", (void *)0x1234, NULL, NULL);
    int n = 0;
    long l = 0;
    signed char c = 0;
    snprintf(out, sizeof out, "abc%n%d%ln%s%hhn", &n, 10, &l, "xyz", &c);
    CHECK_INT(n, 3);
    CHECK_INT(l, 5);
    CHECK_INT(c, 8);
}

static void destinations(void) {
    CHECK_INT(snprintf(out, 4, "%d", 123456), 6);
    CHECK_STR(out, "123");
    CHECK_INT(snprintf(NULL, 0, "%s", "hello"), 5);
    out[0] = 'x';
    CHECK_INT(snprintf(out, 1, "hello"), 5);
    CHECK_STR(out, "");
    CHECK_INT(sprintf(out, "%s-%d", "a", 1), 3);
    CHECK_STR(out, "a-1");
    CHECK_INT(through(bounded, out, "%s%d", "abcdefgh", 9), 9);
    CHECK_STR(out, "abcdefg");
    CHECK_INT(through(twice, out, "%d%g", 1, 2.5), 8);
    CHECK_STR(out, "12.512.5");
    char *text = NULL;
    CHECK_INT(asprintf(&text, "%s %1000d", "x", 1), 1002);
    CHECK(text != NULL && strlen(text) == 1002 && text[1001] == '1');
    free(text);
    int ends[2];
    CHECK(pipe(ends) == 0);
    CHECK_INT(dprintf(ends[1], "%d %s", 42, "there"), 8);
    CHECK_INT(read(ends[0], out, sizeof out), 8);
    CHECK(memcmp(out, "42 there", 8) == 0);
    close(ends[0]);
    close(ends[1]);
    CHECK_ERRNO(dprintf(-1, "x"), -1, EBADF);
    errno = 0;
    CHECK(snprintf(out, sizeof out, "%*d%*d", INT_MAX, 1, INT_MAX, 1) < 0);
    CHECK_INT(errno, EOVERFLOW);
}

int main(void) {
    integers();
    floats();
    text();
    destinations();
    return test_done();
}
