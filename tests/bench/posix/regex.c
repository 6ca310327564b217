/* Regular expressions. */

#define _POSIX_C_SOURCE 200809L

#include "bench.h"

#ifndef NO_REGEX

#include <regex.h>
#include <string.h>

/* Compile an extended pattern with groups, match one short line, free. */
static int64_t bench_regex_compile(long n)
{
    int64_t start = now_ns();

    for (long i = 0; i < n; i++) {
        regex_t re;
        regmatch_t m[4];
        if (regcomp(&re, "^([a-z]+)-([0-9]+)\\.(txt|log)$", REG_EXTENDED) != 0)
            return fail("regcomp");
        if (regexec(&re, "report-20240131.log", 4, m, 0) != 0
            || m[2].rm_so != 7 || m[2].rm_eo != 15)
            return fail("regexec");
        regfree(&re);
    }
    return now_ns() - start;
}

/* Search 4 KiB of text for a pattern that matches at its end. */
static int64_t bench_regex_scan(long n)
{
    static char text[4096 + 1];
    regex_t re;
    regmatch_t m;
    int64_t start, time;

    for (int i = 0; i < 4096; i++)
        text[i] = "lorem ipsum dolor sit amet "[i % 27];
    memcpy(text + 4096 - 10, "code=4711;", 10);
    if (regcomp(&re, "[a-z]+=[0-9]{2,};", REG_EXTENDED) != 0)
        return fail("regcomp");
    start = now_ns();
    for (long i = 0; i < n; i++)
        if (regexec(&re, text, 1, &m, 0) != 0 || m.rm_eo != 4096)
            return fail("regexec");
    time = now_ns() - start;
    regfree(&re);
    return time;
}

const struct bench regex_benches[] = {
    { "regex_compile", "regex", bench_regex_compile, 0 },
    { "regex_scan_4k", "regex", bench_regex_scan, 0 },
    { NULL, NULL, NULL, 0 }
};

#endif
