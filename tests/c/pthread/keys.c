/* Thread-specific data and its destructors. */
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include "test.h"

static pthread_key_t key, again, plain;
static int destroyed, rounds;

static void destroy(void *value) {
    destroyed += (int)(intptr_t)value;
}

static void destroy_again(void *value) {
    rounds++;
    pthread_setspecific(again, value);
}

static void *thread(void *argument) {
    int fresh = pthread_getspecific(key) == NULL;
    pthread_setspecific(key, (void *)3);
    pthread_setspecific(plain, (void *)3);
    pthread_setspecific(again, (void *)1);
    (void)argument;
    return (void *)(intptr_t)(fresh && pthread_getspecific(key) == (void *)3);
}

int main(void) {
    pthread_t id;
    void *result;

    CHECK_INT(pthread_key_create(&key, destroy), 0);
    CHECK_INT(pthread_key_create(&again, destroy_again), 0);
    CHECK_INT(pthread_key_create(&plain, NULL), 0);
    CHECK(pthread_getspecific(key) == NULL);
    CHECK_INT(pthread_setspecific(key, (void *)100), 0);
    CHECK(pthread_getspecific(key) == (void *)100);
    REQUIRE(pthread_create(&id, NULL, thread, NULL) == 0);
    pthread_join(id, &result);
    CHECK((intptr_t)result);
    CHECK_INT(destroyed, 3);
    CHECK_INT(rounds, PTHREAD_DESTRUCTOR_ITERATIONS);
    CHECK(pthread_getspecific(key) == (void *)100);

    /* A later key has nothing of a deleted one. */
    CHECK_INT(pthread_key_delete(key), 0);
    pthread_key_t next;
    CHECK_INT(pthread_key_create(&next, NULL), 0);
    CHECK(pthread_getspecific(next) == NULL);
    CHECK_INT(pthread_key_delete(next), 0);
    CHECK_INT(pthread_setspecific(next, (void *)1), EINVAL);

    /* As many as promised, then EAGAIN. */
    static pthread_key_t many[4096];
    int count = 0;
    while (count < 4096 && pthread_key_create(&many[count], NULL) == 0)
        count++;
    CHECK(count >= 100);
    CHECK_INT(pthread_key_create(&next, NULL), EAGAIN);
    while (count > 0)
        pthread_key_delete(many[--count]);
    return test_done();
}
