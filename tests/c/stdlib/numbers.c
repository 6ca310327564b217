/* Numbers in strings. */
#include <errno.h>
#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>

#include "../test.h"

static long read_long(const char *text, int base, long used, int error) {
    char *end;
    errno = 0;
    long value = strtol(text, &end, base);
    CHECK_INT(end - text, used);
    CHECK_INT(errno, error);
    return value;
}

static double read_double(const char *text, long used, int error) {
    char *end;
    errno = 0;
    double value = strtod(text, &end);
    CHECK_INT(end - text, used);
    CHECK_INT(errno, error);
    return value;
}

int main(void) {
    CHECK_INT(read_long("42", 10, 2, 0), 42);
    CHECK_INT(read_long(" \t\n-42x", 10, 6, 0), -42);
    CHECK_INT(read_long("+7", 0, 2, 0), 7);
    CHECK_INT(read_long("0x1F", 0, 4, 0), 31);
    CHECK_INT(read_long("0x", 0, 1, 0), 0);
    CHECK_INT(read_long("0xg", 16, 1, 0), 0);
    CHECK_INT(read_long("077", 0, 3, 0), 63);
    CHECK_INT(read_long("08", 0, 1, 0), 0);
    CHECK_INT(read_long("zZ", 36, 2, 0), 35 * 36 + 35);
    CHECK_INT(read_long("102", 2, 2, 0), 2);
    CHECK_INT(read_long("9223372036854775807", 10, 19, 0), LONG_MAX);
    CHECK_INT(read_long("9223372036854775808", 10, 19, ERANGE), LONG_MAX);
    CHECK_INT(read_long("-9223372036854775808", 10, 20, 0), LONG_MIN);
    CHECK_INT(read_long("-9223372036854775809", 10, 20, ERANGE), LONG_MIN);
    CHECK_INT(read_long("99999999999999999999999999x", 10, 26, ERANGE), LONG_MAX);
    CHECK_INT(read_long("- 1", 10, 0, 0), 0);
    CHECK_ERRNO(strtol("1", NULL, 1), 0, EINVAL);
    CHECK_ERRNO(strtol("1", NULL, 37), 0, EINVAL);
    CHECK_ERRNO(strtoul("18446744073709551616", NULL, 10), ULONG_MAX, ERANGE);
    CHECK(strtoul("18446744073709551615", NULL, 10) == ULONG_MAX);
    CHECK(strtoul("-1", NULL, 10) == ULONG_MAX);
    CHECK(strtoull("-0x10", NULL, 0) == -16ULL);
    CHECK(strtoll("-5", NULL, 10) == -5);
    CHECK_INT(atoi(" -12ab"), -12);
    CHECK_INT(atol("2147483648"), 2147483648L);
    CHECK_INT(atoll("-2147483649"), -2147483649LL);
    CHECK(atof("1.5e2x") == 150.0);

    CHECK(read_double("1", 1, 0) == 1.0);
    CHECK(read_double(" -0.5e-1e", 8, 0) == -0.05);
    CHECK(read_double("1e", 1, 0) == 1.0);
    CHECK(read_double(".5", 2, 0) == 0.5);
    CHECK(read_double(".", 0, 0) == 0.0);
    CHECK(read_double("0x1.8p1", 7, 0) == 3.0);
    CHECK(read_double("0x.p1", 1, 0) == 0.0);
    CHECK(read_double("1.7976931348623157e308", 22, 0) == DBL_MAX);
    CHECK(read_double("1.7976931348623159e308", 22, ERANGE) == HUGE_VAL);
    CHECK(read_double("-1e999", 6, ERANGE) == -HUGE_VAL);
    CHECK(read_double("1e-400", 6, ERANGE) == 0.0);
    CHECK(read_double("2.2250738585072011e-308", 23, ERANGE) == 0x0.fffffffffffffp-1022);
    CHECK(read_double("0.1", 3, 0) == 0x1.999999999999ap-4);
    CHECK(read_double("9007199254740993", 16, 0) == 9007199254740992.0);
    CHECK(isinf(read_double("-iNfiNity!", 9, 0)));
    CHECK(isinf(read_double("infin", 3, 0)));
    CHECK(isnan(read_double("nan(12)", 7, 0)));
    CHECK(isnan(read_double("nan(1-2)", 3, 0)));
    CHECK(signbit(read_double("-0", 2, 0)));
    CHECK(strtof("0.1", NULL) == 0.1f);
    CHECK(strtof("16777217", NULL) == 16777216.0f);
    CHECK_ERRNO(strtof("1e39", NULL), HUGE_VALF, ERANGE);
    char *end;
    CHECK(strtold("0.1xyz", &end) == 0.1L);
    CHECK_STR(end, "xyz");
    CHECK(strtold("1e4932", NULL) == 1e4932L);
    CHECK(strtold("-0x1.8p0", NULL) == -1.5L);
    return test_done();
}
