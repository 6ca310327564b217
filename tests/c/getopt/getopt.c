#define _GNU_SOURCE
#include <getopt.h>
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

int main(void) {
    short_options();
    mistakes();
    long_options();
    cluster_behind_operand();
    long_only();
    return test_done();
}
