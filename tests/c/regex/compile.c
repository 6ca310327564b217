/* Patterns that are wrong, and the texts of errors. */
#define _GNU_SOURCE
#include <regex.h>
#include <stdlib.h>
#include "test.h"

static int compile(const char *pattern, int flags) {
    regex_t regex;
    int result = regcomp(&regex, pattern, flags);
    if (result == 0)
        regfree(&regex);
    return result;
}

int main(void) {
    regex_t regex;
    char text[100], small[5];
    CHECK_INT(compile("a(b)c", REG_EXTENDED), 0);
    CHECK_INT(compile("[[:foo:]]", REG_EXTENDED), REG_ECTYPE);
    CHECK_INT(compile("[[.no-such.]]", REG_EXTENDED), REG_ECOLLATE);
    CHECK_INT(compile("a\\", 0), REG_EESCAPE);
    CHECK_INT(compile("\\(a\\)\\2", 0), REG_ESUBREG);
    CHECK_INT(compile("[a", 0), REG_EBRACK);
    CHECK_INT(compile("\\(a", 0), REG_EPAREN);
    CHECK_INT(compile("(a", REG_EXTENDED), REG_EPAREN);
    CHECK_INT(compile("a\\{1", 0), REG_EBRACE);
    CHECK_INT(compile("a\\{2,1\\}", 0), REG_BADBR);
    CHECK_INT(compile("[b-a]", 0), REG_ERANGE);
    CHECK_INT(compile("*a", REG_EXTENDED), REG_BADRPT);
    CHECK_INT(compile("*a", 0), 0);

    CHECK_INT(regcomp(&regex, "(a)(b(c))", REG_EXTENDED), 0);
    CHECK_INT(regex.re_nsub, 3);
    CHECK_INT(regerror(REG_EBRACK, &regex, text, sizeof text), strlen(text) + 1);
    CHECK(strlen(text) > 0);
    CHECK_INT(regerror(REG_EBRACK, NULL, small, sizeof small), strlen(text) + 1);
    CHECK(strncmp(small, text, 4) == 0 && small[4] == 0);
    CHECK_INT(regerror(REG_EBRACK, NULL, NULL, 0), strlen(text) + 1);
    CHECK(regerror(REG_NOMATCH, NULL, text, sizeof text) > 1);
#ifdef __capos__
    /* glibc ends the program. */
    CHECK(regerror(999, NULL, text, sizeof text) > 1);
#endif
    regfree(&regex);
    return test_done();
}
