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

int main(void) {
    short_options();
    mistakes();
    long_options();
    return test_done();
}
