/* The character tests over every unsigned char and EOF. */
#include <ctype.h>
#include <stdio.h>
#include "test.h"

static int in(const char *set, int c) {
    return c > 0 && c < 128 && strchr(set, c) != NULL;
}

int main(void) {
    const char *upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", *lower = "abcdefghijklmnopqrstuvwxyz", *digit = "0123456789";
    const char *punct = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    int wrong = 0;
    for (int c = EOF; c <= 255; c++) {
        int u = in(upper, c), l = in(lower, c), d = in(digit, c), p = in(punct, c);
        wrong += !isupper(c) != !u;
        wrong += !islower(c) != !l;
        wrong += !isalpha(c) != !(u || l);
        wrong += !isdigit(c) != !d;
        wrong += !isalnum(c) != !(u || l || d);
        wrong += !isxdigit(c) != !(d || in("abcdefABCDEF", c));
        wrong += !ispunct(c) != !p;
        wrong += !isgraph(c) != !(u || l || d || p);
        wrong += !isprint(c) != !(u || l || d || p || c == ' ');
        wrong += !isspace(c) != !in(" \t\n\v\f\r", c);
        wrong += !isblank(c) != !in(" \t", c);
        wrong += !iscntrl(c) != !((c >= 0 && c < 32) || c == 127);
    }
    CHECK_INT(wrong, 0);
    return test_done();
}
