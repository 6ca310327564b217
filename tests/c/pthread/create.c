/* Threads start with their argument, end with their result, are joined or detached. */
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "test.h"

static void *twice(void *argument) {
    return (void *)((intptr_t)argument * 2);
}

static void *leaves(void *argument) {
    pthread_exit(argument);
}

static _Thread_local int zero;
static _Thread_local int set = 42;
static _Thread_local _Alignas(64) char aligned[64] = "aligned";

static void *storage(void *argument) {
    int right = zero == 0 && set == 42 && strcmp(aligned, "aligned") == 0 && (uintptr_t)aligned % 64 == 0;
    zero = set = 7;
    strcpy(aligned, "changed");
    errno = 99;
    (void)argument;
    return (void *)(intptr_t)right;
}

static pthread_t self_seen;

static void *identity(void *argument) {
    (void)argument;
    self_seen = pthread_self();
    return NULL;
}

static atomic_int detached_ran;

static void *count(void *argument) {
    (void)argument;
    atomic_fetch_add(&detached_ran, 1);
    return NULL;
}

static void *deep(void *argument) {
    volatile char room[200 * 1024];
    for (size_t n = 0; n < sizeof room; n += 512)
        room[n] = 1;
    return (void *)(intptr_t)(room[512] == 1 && argument == NULL);
}

static void *works(void *argument) {
    /* The heap and the streams, from many threads. */
    char **blocks = calloc(64, sizeof *blocks);
    int right = 1;
    for (int round = 0; round < 50; round++) {
        for (int n = 0; n < 64; n++) {
            size_t size = (size_t)(16 + (n * 37 + round) % 700);
            blocks[n] = malloc(size);
            memset(blocks[n], n, size);
        }
        for (int n = 0; n < 64; n++) {
            right &= blocks[n][15] == (char)n;
            free(blocks[n]);
        }
    }
    free(blocks);
    (void)argument;
    return (void *)(intptr_t)right;
}

int main(void) {
    pthread_t threads[8];
    void *result;

    REQUIRE(pthread_create(&threads[0], NULL, twice, (void *)21) == 0);
    CHECK_INT(pthread_join(threads[0], &result), 0);
    CHECK_INT((intptr_t)result, 42);
    REQUIRE(pthread_create(&threads[0], NULL, leaves, (void *)5) == 0);
    CHECK_INT(pthread_join(threads[0], &result), 0);
    CHECK_INT((intptr_t)result, 5);

    errno = 0;
    REQUIRE(pthread_create(&threads[0], NULL, storage, NULL) == 0);
    CHECK_INT(pthread_join(threads[0], &result), 0);
    CHECK((intptr_t)result);
    CHECK_INT(errno, 0);
    CHECK(zero == 0 && set == 42 && strcmp(aligned, "aligned") == 0);
    /* A stack that was used before: its variables are fresh again. */
    REQUIRE(pthread_create(&threads[0], NULL, storage, NULL) == 0);
    CHECK_INT(pthread_join(threads[0], &result), 0);
    CHECK((intptr_t)result);

    REQUIRE(pthread_create(&threads[0], NULL, identity, NULL) == 0);
    CHECK_INT(pthread_join(threads[0], NULL), 0);
    CHECK(pthread_equal(self_seen, threads[0]));
    CHECK(!pthread_equal(self_seen, pthread_self()));
    CHECK(pthread_equal(pthread_self(), pthread_self()));
    CHECK_INT(pthread_join(pthread_self(), NULL), EDEADLK);

    REQUIRE(pthread_create(&threads[0], NULL, deep, NULL) == 0);
    CHECK_INT(pthread_join(threads[0], &result), 0);
    CHECK((intptr_t)result);

    for (int n = 0; n < 8; n++)
        REQUIRE(pthread_create(&threads[n], NULL, works, NULL) == 0);
    int right = 1;
    for (int n = 0; n < 8; n++) {
        pthread_join(threads[n], &result);
        right &= (int)(intptr_t)result;
    }
    CHECK(right);

    /* Many in a row, joined and detached: their memory comes back. */
    int joined = 0;
    for (int n = 0; n < 300; n++) {
        if (pthread_create(&threads[0], NULL, count, NULL) != 0)
            break;
        joined += pthread_join(threads[0], NULL) == 0;
    }
    CHECK_INT(joined, 300);
    for (int n = 0; n < 100; n++) {
        if (pthread_create(&threads[0], NULL, count, NULL) != 0)
            break;
        pthread_detach(threads[0]);
        if (n % 8 == 0)
            usleep(1000);
    }
    for (int n = 0; n < 200 && atomic_load(&detached_ran) < 400; n++)
        usleep(10000);
    CHECK_INT(atomic_load(&detached_ran), 400);
    return test_done();
}
