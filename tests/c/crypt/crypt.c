#define _GNU_SOURCE
#include <crypt.h>
#include <stdlib.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    CHECK_STR(crypt("password", "ab"), "abJnggxhB/yWI");
    CHECK_STR(crypt("", "$1$ab$"), "$1$ab$rn6aQS/o7141mj179E/zA.");
    CHECK_STR(crypt("", "$5$saltstring"), "$5$saltstring$FdNfA4gXqvCeO6iZs7G/.wwwoywYZqo0l1pwmfWaBA7");
    CHECK_STR(crypt("", "$6$saltstring"),
              "$6$saltstring$kyGrqt6gmjAdtFLPrflEFifSYLCWWq1pyx95SvqinLDy2UHmj0sTF0MSLMwxPFZc3tu5kQckI8fks0zOPda3n1");
    CHECK_STR(crypt("", "$2b$04$abcdefghijklmnopqrstuu"), "$2b$04$abcdefghijklmnopqrstuubyCG3zY1GIXMyxfivm.ClDiInHzxjiq");
    static struct crypt_data data;
    char *hash = crypt_r("key", "$1$salt", &data);
    CHECK(hash != NULL && strncmp(hash, "$1$salt$", 8) == 0);
    /* A hash is its own setting. */
    static struct crypt_data again;
    CHECK_STR(crypt_r("key", hash, &again), hash);
    CHECK(strcmp(crypt_r("other", hash, &again), hash) != 0);
    /* What is no setting gives no hash. */
    hash = crypt("key", "*0");
    CHECK(hash == NULL || hash[0] == '*');
    return test_done();
}
