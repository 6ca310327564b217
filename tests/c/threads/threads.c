/* <threads.h>. */
#include <stdint.h>
#include <threads.h>
#include <time.h>
#include "test.h"

enum { THREADS = 4, ROUNDS = 2000 };

static mtx_t mutex;
static cnd_t condition;
static tss_t key;
static once_flag flag = ONCE_FLAG_INIT;
static int calls, destroyed, waiting, go;
static long counter;
static thread_local int mine = 3;

static void call(void) {
    calls++;
}

static void destroy(void *value) {
    destroyed += (int)(intptr_t)value;
}

static int work(void *argument) {
    call_once(&flag, call);
    mine++;
    for (int n = 0; n < ROUNDS; n++) {
        mtx_lock(&mutex);
        counter++;
        mtx_unlock(&mutex);
    }
    tss_set(key, argument);
    mtx_lock(&mutex);
    waiting++;
    while (!go)
        cnd_wait(&condition, &mutex);
    mtx_unlock(&mutex);
    return -mine;
}

static int leaves(void *argument) {
    thrd_exit(thrd_equal(thrd_current(), *(thrd_t *)argument) ? 11 : 12);
}

static int try_it(void *argument) {
    int outcome = mtx_trylock(argument);
    if (outcome == thrd_success)
        mtx_unlock(argument);
    return outcome;
}

int main(void) {
    thrd_t threads[THREADS];
    struct timespec time;
    int result;

    CHECK_INT(mtx_init(&mutex, mtx_plain), thrd_success);
    CHECK_INT(cnd_init(&condition), thrd_success);
    CHECK_INT(tss_create(&key, destroy), thrd_success);
    for (int n = 0; n < THREADS; n++)
        REQUIRE(thrd_create(&threads[n], work, (void *)1) == thrd_success);
    for (;;) {
        mtx_lock(&mutex);
        int all = waiting == THREADS;
        go = all;
        mtx_unlock(&mutex);
        if (all)
            break;
        thrd_yield();
    }
    CHECK_INT(cnd_broadcast(&condition), thrd_success);
    for (int n = 0; n < THREADS; n++) {
        CHECK_INT(thrd_join(threads[n], &result), thrd_success);
        CHECK_INT(result, -4);
    }
    CHECK_INT(counter, THREADS * ROUNDS);
    CHECK_INT(calls, 1);
    CHECK_INT(destroyed, THREADS);
    CHECK_INT(mine, 3);

    mtx_lock(&mutex);
    REQUIRE(thrd_create(&threads[0], try_it, &mutex) == thrd_success);
    thrd_join(threads[0], &result);
    CHECK_INT(result, thrd_busy);
    timespec_get(&time, TIME_UTC);
    CHECK_INT(cnd_timedwait(&condition, &mutex, &time), thrd_timedout);
    mtx_unlock(&mutex);
    mtx_destroy(&mutex);
    cnd_destroy(&condition);

    CHECK_INT(mtx_init(&mutex, mtx_recursive | mtx_timed), thrd_success);
    CHECK_INT(mtx_lock(&mutex), thrd_success);
    CHECK_INT(mtx_timedlock(&mutex, &time), thrd_success);
    CHECK_INT(mtx_unlock(&mutex), thrd_success);
    CHECK_INT(mtx_unlock(&mutex), thrd_success);

    mtx_lock(&mutex);
    REQUIRE(thrd_create(&threads[0], leaves, &threads[0]) == thrd_success);
    CHECK_INT(thrd_join(threads[0], &result), thrd_success);
    CHECK_INT(result, 11);
    REQUIRE(thrd_create(&threads[0], leaves, &threads[1]) == thrd_success);
    CHECK_INT(thrd_detach(threads[0]), thrd_success);

    struct timespec shortly = {0, 1000000}, negative = {0, -1};
    CHECK_INT(thrd_sleep(&shortly, NULL), 0);
    CHECK(thrd_sleep(&negative, NULL) < -1);
    tss_set(key, &time);
    CHECK(tss_get(key) == &time);
    tss_delete(key);
    return test_done();
}
