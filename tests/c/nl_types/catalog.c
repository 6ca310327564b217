/* A catalogue that gencat made. */
#define _GNU_SOURCE
#include <nl_types.h>
#include <errno.h>
#include <stdlib.h>
#include "test.h"

int main(void) {
    nl_catd cat = catopen("tests/fixtures/numbered.cat", NL_CAT_LOCALE);
    CHECK(cat != (nl_catd)-1);
    CHECK_STR(catgets(cat, NL_SETD, 3, "?"), "no set");
    CHECK_STR(catgets(cat, 1, 1, "?"), "first");
    CHECK_STR(catgets(cat, 1, 2, "?"), "second\n");
    CHECK_STR(catgets(cat, 7, 1, "?"), "seven, one");
    CHECK_STR(catgets(cat, 7, 40, "?"), "seven, forty");
    const char *missing = "missing";
    errno = 0;
    CHECK(catgets(cat, 7, 2, missing) == missing);
    CHECK_INT(errno, ENOMSG);
    CHECK(catgets(cat, 2, 1, missing) == missing);
    CHECK(catgets(cat, -1, -1, missing) == missing);
    CHECK_INT(catclose(cat), 0);

    setenv("NLSPATH", "nowhere/%N:tests/fixtures/%N.cat", 1);
    cat = catopen("numbered", 0);
    CHECK(cat != (nl_catd)-1);
    CHECK_STR(catgets(cat, 1, 1, "?"), "first");
    CHECK_INT(catclose(cat), 0);
    setenv("LANG", "xx_YY.numbered", 1);
    setenv("NLSPATH", "tests/fix%%%l/%N:tests/%N/%c.cat", 1);
    cat = catopen("fixtures", 0);
    CHECK(cat != (nl_catd)-1);
    catclose(cat);

    CHECK_ERRNO(catopen("no-such-catalogue", 0), (nl_catd)-1, ENOENT);
    CHECK_ERRNO(catopen("tests/fixtures/nothing.cat", 0), (nl_catd)-1, ENOENT);
    CHECK(catopen("tests/fixtures/numbered.msg", 0) == (nl_catd)-1);
    CHECK(catgets((nl_catd)-1, 1, 1, missing) == missing);
    CHECK_INT(catclose((nl_catd)-1), -1);
    return test_done();
}
