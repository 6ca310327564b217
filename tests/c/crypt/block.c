#define _GNU_SOURCE
#include <stdlib.h>
#include <unistd.h>
#include "test.h"

/* glibc's headers declare these, but programs can not be linked with them any more. */
#ifndef __GLIBC__
static void bits(char *to, unsigned long long value) {
    for (int i = 0; i < 64; i++)
        to[i] = value >> (63 - i) & 1;
}

static unsigned long long number(const char *from) {
    unsigned long long value = 0;
    for (int i = 0; i < 64; i++)
        value = value << 1 | (unsigned)from[i];
    return value;
}
#endif

int main(void) {
#ifndef __GLIBC__
    char key[64], block[64];
    bits(key, 0x133457799bbcdff1);
    bits(block, 0x0123456789abcdef);
    setkey(key);
    encrypt(block, 0);
    CHECK(number(block) == 0x85e813540f0ab405);
    encrypt(block, 1);
    CHECK(number(block) == 0x0123456789abcdef);
#endif
    return test_done();
}
