/* Pseudo-random sequences that every BSD-derived library produces, and the properties of the others. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../test.h"

int main(void) {
    CHECK_INT(random(), 1804289383);
    CHECK_INT(random(), 846930886);
    srandom(1);
    CHECK_INT(random(), 1804289383);

    static unsigned state[16];
    char *before = initstate(5, (char *)state, sizeof state);
    CHECK(before != NULL);
    long first = random(), second = random();
    char *mine = setstate(before);
    CHECK(mine == (char *)state);
    CHECK_INT(random(), 846930886);
    setstate(mine);
    long third = random();
    srandom(5);
    CHECK(random() == first && random() == second && random() == third);
    setstate(before);
    CHECK_ERRNO(initstate(1, (char *)state, 4), NULL, EINVAL);

    srand(1);
    int a = rand(), b = rand();
    srand(1);
    CHECK(rand() == a && rand() == b);
    srand(2);
    CHECK(rand() != a);
    int inside = 1, odd = 0;
    for (int i = 0; i < 10000; i++) {
        int r = rand();
        inside &= r >= 0 && r <= RAND_MAX;
        odd += r & 1;
    }
    CHECK(inside && odd > 4700 && odd < 5300);
    unsigned s = 9, t = 9;
    CHECK(rand_r(&s) == rand_r(&t) && s == t);

    srand48(0);
    CHECK(drand48() == 0.17082803610628972);
    CHECK_INT(lrand48(), 1610402240);
    CHECK_INT(mrand48(), 413913109);
    unsigned short x[3] = {1, 2, 3};
    unsigned short y[3] = {1, 2, 3};
    CHECK(nrand48(x) == nrand48(y) && erand48(x) == erand48(y) && jrand48(x) == jrand48(y));
    CHECK(memcmp(x, y, sizeof x) == 0);
    unsigned short *old = seed48(x);
    CHECK(old != NULL);
    double r = drand48();
    CHECK(r == erand48(y));
    unsigned short parameters[7] = {0, 0, 0, 1, 0, 0, 1};
    lcong48(parameters);
    CHECK_INT(lrand48(), 0);
    for (int i = 0; i < 131070; i++)
        lrand48();
    CHECK_INT(lrand48(), 1);

#if !defined(__GLIBC__) || __GLIBC__ > 2 || __GLIBC_MINOR__ >= 36
    unsigned bits = 0, all = ~0U;
    for (int i = 0; i < 200; i++) {
        unsigned n = arc4random();
        bits |= n;
        all &= n;
    }
    CHECK(bits == ~0U && all == 0);
    int bounded = 1, seen = 0;
    for (int i = 0; i < 1000; i++) {
        unsigned n = arc4random_uniform(10);
        bounded &= n < 10;
        seen |= 1 << n;
    }
    CHECK(bounded && seen == 0x3ff);
    CHECK_INT(arc4random_uniform(0), 0);
    CHECK_INT(arc4random_uniform(1), 0);
    unsigned char buffer[2000] = {0};
    arc4random_buf(buffer, sizeof buffer);
    int zeros = 0;
    for (unsigned i = 0; i < sizeof buffer; i++)
        zeros += buffer[i] == 0;
    CHECK(zeros < 60);
#endif
    return test_done();
}
