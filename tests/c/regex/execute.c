/* Searching: spans, flags, locales, and patterns that must not take forever. */
#define _GNU_SOURCE
#include <locale.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include "test.h"

static char spans[200];

/* The spans of the match as text, or "no". */
static const char *find(const char *pattern, const char *text, int cflags, int eflags) {
    regex_t regex;
    regmatch_t found[12];
    size_t used = 0;
    if (regcomp(&regex, pattern, cflags) != 0)
        return "bad";
    strcpy(spans, "no");
    if (regexec(&regex, text, 12, found, eflags) == 0)
        for (size_t n = 0; n <= regex.re_nsub; n++)
            used += (size_t)sprintf(spans + used, "(%ld,%ld)", (long)found[n].rm_so, (long)found[n].rm_eo);
    regfree(&regex);
    return spans;
}

#define E REG_EXTENDED

int main(void) {
    regex_t regex;
    regmatch_t found[3] = {{-7, -7}, {-7, -7}, {-7, -7}};
    char *text;

    CHECK_STR(find("b+", "abbbc", E, 0), "(1,4)");
    CHECK_STR(find("x", "abc", E, 0), "no");
    CHECK_STR(find("abcd|c", "xabcd", E, 0), "(1,5)");
#ifdef __capos__
    /* glibc divides this one otherwise, against the standard. */
    CHECK_STR(find("(a|ab)(c|bcd)(d*)", "abcd", E, 0), "(0,4)(0,2)(2,3)(3,4)");
#endif
    CHECK_STR(find("(a)|(b)", "b", E, 0), "(0,1)(-1,-1)(0,1)");
    CHECK_STR(find("(a*)*", "b", E, 0), "(0,0)(0,0)");
    CHECK_STR(find("\\(ab*\\)\\1", "xabbabb", 0, 0), "(1,7)(1,4)");
    CHECK_STR(find("a{2,3}", "aaaa", E, 0), "(0,3)");
    CHECK_STR(find("[[:digit:]]+", "ab123", E, 0), "(2,5)");
    CHECK_STR(find("[[=b=][.c.]]+", "abc", E, 0), "(1,3)");
    CHECK_STR(find("aBc", "xAbC", E | REG_ICASE, 0), "(1,4)");
    CHECK_STR(find("^b", "a\nb", E, 0), "no");
    CHECK_STR(find("^b$", "a\nb\nc", E | REG_NEWLINE, 0), "(2,3)");
    CHECK_STR(find("a.b", "a\nb", E | REG_NEWLINE, 0), "no");
    CHECK_STR(find("^a", "a", E, REG_NOTBOL), "no");
    CHECK_STR(find("a$", "a", E, REG_NOTEOL), "no");
    CHECK_STR(find("\\<b\\w*\\>", "abc bcd", E, 0), "(4,7)");

    /* Spans beyond the groups are -1; none are written without a match or with REG_NOSUB. */
    CHECK_INT(regcomp(&regex, "b(c)", E), 0);
    CHECK_INT(regexec(&regex, "xx", 3, found, 0), REG_NOMATCH);
    CHECK_INT(regexec(&regex, "abc", 3, found, 0), 0);
    CHECK(found[0].rm_so == 1 && found[1].rm_so == 2 && found[2].rm_so == -1 && found[2].rm_eo == -1);
    CHECK_INT(regexec(&regex, "abc", 0, NULL, 0), 0);
#ifdef REG_STARTEND
    found[0].rm_so = 3;
    found[0].rm_eo = 6;
    CHECK_INT(regexec(&regex, "bc bcx", 3, found, REG_STARTEND), 0);
    CHECK(found[0].rm_so == 3 && found[0].rm_eo == 5 && found[1].rm_so == 4);
#endif
    regfree(&regex);
    CHECK_INT(regcomp(&regex, "b", E | REG_NOSUB), 0);
    found[0].rm_so = -7;
    CHECK_INT(regexec(&regex, "abc", 1, found, 0), 0);
    CHECK_INT(found[0].rm_so, -7);
    regfree(&regex);

#ifdef REG_MINIMAL
    CHECK_STR(find(".*?c", "abc abc", E, 0), "(0,3)");
    CHECK_STR(find("<(.+?)>(.*)", "<a><b>", E, 0), "(0,6)(1,2)(3,6)");
    CHECK_STR(find("a{1,3}?(a*)", "aaaa", E, 0), "(0,4)(1,4)");
    CHECK_STR(find("(x??)(x*)", "xx", E, 0), "(0,2)(0,0)(0,2)");
    CHECK_STR(find(".*c", "abc abc", E | REG_MINIMAL, 0), "(0,3)");
    CHECK_STR(find(".*?c", "abc abc", E | REG_MINIMAL, 0), "(0,7)");
    CHECK_STR(find("b.*c", "abc abc", REG_MINIMAL, 0), "(1,3)");
    CHECK_STR(find("(b+?)\\1", "abbbb", E, 0), "(1,3)(1,2)");
#endif

    /* Exponential and quadratic for others. */
    text = malloc(3001);
    memset(text, 'a', 3000);
    text[3000] = 0;
    CHECK_STR(find("^(a*)*b", text, E, 0), "no");
#ifdef __capos__
    CHECK_STR(find("(a|aa)+$", text, E, 0), "(0,3000)(2998,3000)");
    CHECK_STR(find("(x+x+)+y|(a?){30}a{30}b", text, E, 0), "no");
#endif
    free(text);

    CHECK(setlocale(LC_CTYPE, "C.UTF-8") != NULL);
    CHECK_STR(find("a.c", "a\xc3\xa9" "c", E, 0), "(0,4)");
#ifdef __capos__
    CHECK_STR(find("[\xc3\xa0-\xc3\xaf]+", "x\xc3\xa9\xc3\xa8", E, 0), "(1,5)");
#endif
    CHECK_STR(find("[[:alpha:]]+", "1\xc3\xa9\xe5\xad\x97" "2", E, 0), "(1,6)");
    CHECK_STR(find("\xc3\x89", "\xc3\xa9", E | REG_ICASE, 0), "(0,2)");
    return test_done();
}
