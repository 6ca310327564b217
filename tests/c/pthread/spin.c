/* Spin locks. */
#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include "test.h"

enum { THREADS = 4, ROUNDS = 5000 };

static pthread_spinlock_t lock;
static long counter;

static void *count(void *argument) {
    for (int n = 0; n < ROUNDS; n++) {
        pthread_spin_lock(&lock);
        counter++;
        pthread_spin_unlock(&lock);
    }
    return argument;
}

static void *try_it(void *argument) {
    (void)argument;
    return (void *)(intptr_t)pthread_spin_trylock(&lock);
}

int main(void) {
    pthread_t threads[THREADS];
    void *result;
    CHECK_INT(pthread_spin_init(&lock, PTHREAD_PROCESS_PRIVATE), 0);
    CHECK_INT(pthread_spin_lock(&lock), 0);
    REQUIRE(pthread_create(&threads[0], NULL, try_it, NULL) == 0);
    pthread_join(threads[0], &result);
    CHECK_INT((intptr_t)result, EBUSY);
    CHECK_INT(pthread_spin_unlock(&lock), 0);
    for (int n = 0; n < THREADS; n++)
        REQUIRE(pthread_create(&threads[n], NULL, count, NULL) == 0);
    for (int n = 0; n < THREADS; n++)
        pthread_join(threads[n], NULL);
    CHECK_INT(counter, THREADS * ROUNDS);
    CHECK_INT(pthread_spin_destroy(&lock), 0);
    return test_done();
}
