#define _GNU_SOURCE
#include <getopt.h>
#include <stdlib.h>
#include <unistd.h>
#include "test.h"

static void start_over(void) {
    optind = 0;
    opterr = 0;
}

static void short_options(void) {
    char *argv[] = {"prog", "-ab", "-cval", "-c", "next", "--", "-a", NULL};
    optind = 1;
    CHECK_INT(getopt(7, argv, "abc:"), 'a');
    CHECK_INT(getopt(7, argv, "abc:"), 'b');
    CHECK_INT(getopt(7, argv, "abc:"), 'c');
    CHECK_STR(optarg, "val");
    CHECK_INT(getopt(7, argv, "abc:"), 'c');
    CHECK_STR(optarg, "next");
    CHECK_INT(getopt(7, argv, "abc:"), -1);
    CHECK_INT(optind, 6);
}

static void mistakes(void) {
    char *argv[] = {"prog", "-x", "-c", NULL};
    start_over();
    CHECK_INT(getopt(3, argv, "+c:"), '?');
    CHECK_INT(optopt, 'x');
    CHECK_INT(getopt(3, argv, "+c:"), '?');
    CHECK_INT(optopt, 'c');
    start_over();
    char *again[] = {"prog", "-c", NULL};
    CHECK_INT(getopt(2, again, ":c:"), ':');
}

static void long_options(void) {
    int flag = 0, index = -1;
    struct option table[] = {
        {"alpha", no_argument, NULL, 'A'},
        {"beta", required_argument, NULL, 'B'},
        {"gamma", optional_argument, &flag, 9},
        {NULL, 0, NULL, 0},
    };
    char *argv[] = {"prog", "file", "--alpha", "--be", "one", "other", "--beta=two", "--gamma", "-s", "--none", NULL};
    start_over();
    CHECK_INT(getopt_long(10, argv, "s", table, &index), 'A');
    CHECK_INT(index, 0);
    CHECK_INT(getopt_long(10, argv, "s", table, &index), 'B');
    CHECK_STR(optarg, "one");
    CHECK_INT(getopt_long(10, argv, "s", table, &index), 'B');
    CHECK_STR(optarg, "two");
    CHECK_INT(getopt_long(10, argv, "s", table, &index), 0);
    CHECK_INT(flag, 9);
    CHECK(optarg == NULL);
    CHECK_INT(getopt_long(10, argv, "s", table, &index), 's');
    CHECK_INT(getopt_long(10, argv, "s", table, &index), '?');
    CHECK_INT(getopt_long(10, argv, "s", table, &index), -1);
    CHECK_INT(optind, 8);
    CHECK_STR(argv[8], "file");
    CHECK_STR(argv[9], "other");
}

/* A cluster behind an operand takes its argument from behind itself. */
static void cluster_behind_operand(void) {
    char *argv[] = {"prog", "file", "-ab", "value", "other", NULL};
    struct option none[] = {{NULL, 0, NULL, 0}};
    start_over();
    CHECK_INT(getopt_long(5, argv, "ab:", none, NULL), 'a');
    CHECK_INT(getopt_long(5, argv, "ab:", none, NULL), 'b');
    CHECK_STR(optarg, "value");
    CHECK_INT(getopt_long(5, argv, "ab:", none, NULL), -1);
    CHECK_INT(optind, 3);
    CHECK_STR(argv[1], "-ab");
    CHECK_STR(argv[2], "value");
    CHECK_STR(argv[3], "file");
}

static void long_only(void) {
    struct option table[] = {{"beta", no_argument, NULL, 'B'}, {NULL, 0, NULL, 0}};
    char *argv[] = {"prog", "-b", "-be", "--b", NULL};
    start_over();
    CHECK_INT(getopt_long_only(4, argv, "b", table, NULL), 'b');
    CHECK_INT(getopt_long_only(4, argv, "b", table, NULL), 'B');
    CHECK_INT(getopt_long_only(4, argv, "b", table, NULL), 'B');
    CHECK_INT(getopt_long_only(4, argv, "b", table, NULL), -1);
}

/* A name that several options begin with is a mistake, even where its first letter is a short option. */
static void ambiguous(void) {
    struct option table[] = {
        {"xtra", no_argument, NULL, 1}, {"xtreme", no_argument, NULL, 2}, {NULL, 0, NULL, 0}};
    char *argv[] = {"prog", "-xt", "-x", "--xtre", NULL};
    start_over();
    opterr = 0;
    optopt = 7;
    CHECK_INT(getopt_long_only(4, argv, "x", table, NULL), '?');
    CHECK_INT(optopt, 0);
    CHECK_INT(getopt_long_only(4, argv, "x", table, NULL), 'x');
    CHECK_INT(getopt_long_only(4, argv, "x", table, NULL), 2);
    CHECK_INT(optopt, 0);
}

/* GNU: "W;" makes "-W name" mean "--name". */
static void long_by_letter(void) {
    struct option table[] = {{"file", required_argument, NULL, 'F'}, {NULL, 0, NULL, 0}};
    char *argv[] = {"prog", "-W", "file=a", "-Wfile", "b", "-W", NULL};
    start_over();
    opterr = 0;
    CHECK_INT(getopt_long(6, argv, "W;", table, NULL), 'F');
    CHECK_STR(optarg, "a");
    CHECK_INT(getopt_long(6, argv, "W;", table, NULL), 'F');
    CHECK_STR(optarg, "b");
    CHECK_INT(getopt_long(6, argv, "W;", table, NULL), '?');
    CHECK_INT(optopt, 'W');
}

/* GNU: whoever asks for POSIX in the environment gets operands as they stand. */
static void posixly_correct(void) {
    struct option none[] = {{NULL, 0, NULL, 0}};
    char *argv[] = {"prog", "file", "-a", NULL};
    setenv("POSIXLY_CORRECT", "1", 1);
    start_over();
    CHECK_INT(getopt_long(3, argv, "a", none, NULL), -1);
    CHECK_INT(optind, 1);
    unsetenv("POSIXLY_CORRECT");
}

int main(void) {
    short_options();
    mistakes();
    long_options();
    cluster_behind_operand();
    long_only();
    ambiguous();
    long_by_letter();
    posixly_correct();
    return test_done();
}
