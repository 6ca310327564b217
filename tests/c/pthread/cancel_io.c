/* Reading and writing are cancellation points: one that waits ends, one that need not wait ends before it begins. */
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>
#include "test.h"

static int ends[2];
static atomic_int ready;

static void *reads(void *argument) {
    char byte;
    atomic_store(&ready, 1);
    (void)!read(ends[0], &byte, 1);
    return argument;
}

static void *writes(void *argument) {
    char zeros[4096] = {0};
    atomic_store(&ready, 1);
    for (;;)
        (void)!write(ends[1], zeros, sizeof zeros);
    return argument;
}

static void *writes_once(void *argument) {
    pthread_cancel(pthread_self());
    (void)!write(ends[1], "x", 1);
    return argument;
}

int main(void) {
    pthread_t thread;
    void *result;
    char bytes[4];

    REQUIRE(pipe(ends) == 0);
    REQUIRE(pthread_create(&thread, NULL, reads, NULL) == 0);
    while (!atomic_load(&ready))
        usleep(1000);
    usleep(2000);
    CHECK_INT(pthread_cancel(thread), 0);
    pthread_join(thread, &result);
    CHECK(result == PTHREAD_CANCELED);

    /* Nothing was written. */
    REQUIRE(pthread_create(&thread, NULL, writes_once, NULL) == 0);
    pthread_join(thread, &result);
    CHECK(result == PTHREAD_CANCELED);
    CHECK_INT(write(ends[1], "ab", 2), 2);
    CHECK_INT(read(ends[0], bytes, 4), 2);
    CHECK(bytes[0] == 'a');

    atomic_store(&ready, 0);
    REQUIRE(pthread_create(&thread, NULL, writes, NULL) == 0);
    while (!atomic_load(&ready))
        usleep(1000);
    usleep(5000);
    CHECK_INT(pthread_cancel(thread), 0);
    pthread_join(thread, &result);
    CHECK(result == PTHREAD_CANCELED);
    return test_done();
}
