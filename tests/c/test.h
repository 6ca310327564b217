/* The whole harness of the C tests: a program checks, prints TAP, and exits with 0 or 1.

   Each CHECK is one TAP line, so a failure names its file, line and text. The harness itself uses only printf,
   strcmp, memcmp and exit. Tests include it after the header they test. */
#ifndef TEST_H
#define TEST_H

#include <stdio.h>
#include <string.h>

static int test_count;
static int test_failures;

static void test_report(int ok, const char *file, int line, const char *text) {
    test_count++;
    if (!ok)
        test_failures++;
    printf("%sok %d - %s:%d %s\n", ok ? "" : "not ", test_count, file, line, text);
}

static void test_int(long long got, long long want, const char *file, int line, const char *text) {
    test_report(got == want, file, line, text);
    if (got != want)
        printf("# got %lld, want %lld\n", got, want);
}

static void test_str(const char *got, const char *want, const char *file, int line, const char *text) {
    int ok = got != NULL && strcmp(got, want) == 0;
    test_report(ok, file, line, text);
    if (!ok)
        printf("# got \"%s\", want \"%s\"\n", got != NULL ? got : "(null)", want);
}

/* The condition holds. */
#define CHECK(condition) test_report((condition) != 0, __FILE__, __LINE__, #condition)

/* Two integers are equal; both are shown if not. */
#define CHECK_INT(got, want) test_int((long long)(got), (long long)(want), __FILE__, __LINE__, #got " == " #want)

/* Two strings are equal; both are shown if not. */
#define CHECK_STR(got, want) test_str((got), (want), __FILE__, __LINE__, #got " is " #want)

/* A call fails with an error number. The including file includes <errno.h>. */
#define CHECK_ERRNO(call, failure, number) \
    do { \
        errno = 0; \
        CHECK((call) == (failure)); \
        CHECK_INT(errno, number); \
    } while (0)

/* Prints the plan; the result is the exit status. Its use also keeps compilers from warning of unused helpers. */
static int test_done(void) {
    (void)test_int;
    (void)test_str;
    printf("1..%d\n", test_count);
    return test_failures != 0;
}

/* The condition holds, or the test ends here: the rest makes no sense without it. */
#define REQUIRE(condition) test_require((condition) != 0, __FILE__, __LINE__, #condition)

extern void exit(int status);

static inline void test_require(int ok, const char *file, int line, const char *text) {
    test_report(ok, file, line, text);
    if (!ok)
        exit(test_done());
}

#endif
