/* pthread_once: once, in whichever thread; not at all if it was cancelled. */
#include <pthread.h>
#include <unistd.h>
#include "test.h"

static pthread_once_t control = PTHREAD_ONCE_INIT, cancelled = PTHREAD_ONCE_INIT;
static int calls, attempts;

static void initialize(void) {
    usleep(1000);
    calls++;
}

static void stuck(void) {
    if (attempts++ == 0)
        for (;;)
            pause();
}

static void *thread(void *argument) {
    (void)argument;
    pthread_once(&control, initialize);
    return NULL;
}

static void *victim(void *argument) {
    (void)argument;
    pthread_once(&cancelled, stuck);
    return NULL;
}

int main(void) {
    pthread_t threads[5];
    for (int n = 0; n < 5; n++)
        REQUIRE(pthread_create(&threads[n], NULL, thread, NULL) == 0);
    for (int n = 0; n < 5; n++)
        pthread_join(threads[n], NULL);
    CHECK_INT(calls, 1);
    CHECK_INT(pthread_once(&control, initialize), 0);
    CHECK_INT(calls, 1);

    void *result;
    REQUIRE(pthread_create(&threads[0], NULL, victim, NULL) == 0);
    usleep(5000);
    CHECK_INT(pthread_cancel(threads[0]), 0);
    pthread_join(threads[0], &result);
    CHECK(result == PTHREAD_CANCELED);
    CHECK_INT(pthread_once(&cancelled, stuck), 0);
    CHECK_INT(attempts, 2);
    return test_done();
}
