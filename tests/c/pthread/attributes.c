/* Attributes of threads, and what becomes of them. */
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include "test.h"

static char *lowest, *highest;

static void *where(void *argument) {
    char here;
    (void)argument;
    return (void *)(intptr_t)(&here > lowest && &here < highest);
}

static void *own_attributes(void *argument) {
    pthread_attr_t attributes;
    void *stack;
    size_t size;
    char here;
    (void)argument;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0)
        return NULL;
    pthread_attr_getstack(&attributes, &stack, &size);
    pthread_attr_destroy(&attributes);
    return (void *)(intptr_t)(&here > (char *)stack && &here < (char *)stack + size && size >= 128 * 1024);
}

int main(void) {
    pthread_attr_t attributes;
    pthread_t thread;
    void *result, *stack;
    size_t size;
    int value;
    struct sched_param parameters;

    CHECK_INT(pthread_attr_init(&attributes), 0);
    CHECK_INT(pthread_attr_getdetachstate(&attributes, &value), 0);
    CHECK_INT(value, PTHREAD_CREATE_JOINABLE);
    CHECK_INT(pthread_attr_getscope(&attributes, &value), 0);
    CHECK_INT(value, PTHREAD_SCOPE_SYSTEM);
    CHECK_INT(pthread_attr_getinheritsched(&attributes, &value), 0);
    CHECK_INT(value, PTHREAD_INHERIT_SCHED);
    CHECK_INT(pthread_attr_getschedpolicy(&attributes, &value), 0);
    CHECK_INT(value, SCHED_OTHER);
    CHECK_INT(pthread_attr_getschedparam(&attributes, &parameters), 0);
    CHECK_INT(parameters.sched_priority, 0);

    CHECK_INT(pthread_attr_setdetachstate(&attributes, 77), EINVAL);
    CHECK_INT(pthread_attr_setinheritsched(&attributes, 77), EINVAL);
    CHECK_INT(pthread_attr_setscope(&attributes, 77), EINVAL);
    CHECK_INT(pthread_attr_setscope(&attributes, PTHREAD_SCOPE_PROCESS), ENOTSUP);
    CHECK_INT(pthread_attr_setschedpolicy(&attributes, 77), EINVAL);
    CHECK_INT(pthread_attr_setschedpolicy(&attributes, SCHED_RR), 0);
    parameters.sched_priority = 10;
    CHECK_INT(pthread_attr_setschedparam(&attributes, &parameters), 0);
    parameters.sched_priority = 0;
    CHECK_INT(pthread_attr_getschedparam(&attributes, &parameters), 0);
    CHECK_INT(parameters.sched_priority, 10);
    parameters.sched_priority = 1000;
    CHECK_INT(pthread_attr_setschedparam(&attributes, &parameters), EINVAL);
    pthread_attr_destroy(&attributes);

    pthread_attr_init(&attributes);
    CHECK_INT(pthread_attr_setstacksize(&attributes, PTHREAD_STACK_MIN - 1), EINVAL);
    CHECK_INT(pthread_attr_setstacksize(&attributes, 256 * 1024), 0);
    CHECK_INT(pthread_attr_getstacksize(&attributes, &size), 0);
    CHECK_INT(size, 256 * 1024);
    CHECK_INT(pthread_attr_setguardsize(&attributes, 8192), 0);
    CHECK_INT(pthread_attr_getguardsize(&attributes, &size), 0);
    CHECK_INT(size, 8192);
    REQUIRE(pthread_create(&thread, &attributes, own_attributes, NULL) == 0);
    pthread_join(thread, &result);
    CHECK((intptr_t)result);

    /* A stack of the program's. */
    REQUIRE(posix_memalign(&stack, 4096, 256 * 1024) == 0);
    lowest = stack;
    highest = lowest + 256 * 1024;
    CHECK_INT(pthread_attr_setstack(&attributes, lowest + 1, 256 * 1024 - 2), EINVAL);
    CHECK_INT(pthread_attr_setstack(&attributes, lowest, 256 * 1024), 0);
    CHECK_INT(pthread_attr_getstack(&attributes, &stack, &size), 0);
    CHECK(stack == lowest && size == 256 * 1024);
    REQUIRE(pthread_create(&thread, &attributes, where, NULL) == 0);
    CHECK_INT(pthread_join(thread, &result), 0);
    CHECK((intptr_t)result);
    free(lowest);

    /* The main thread's. */
    CHECK(own_attributes(NULL) != NULL);

    pthread_attr_init(&attributes);
    CHECK_INT(pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED), 0);
    REQUIRE(pthread_create(&thread, &attributes, where, NULL) == 0);
    /* An ordinary scheduling can always be asked for. */
    pthread_attr_init(&attributes);
    CHECK_INT(pthread_attr_setinheritsched(&attributes, PTHREAD_EXPLICIT_SCHED), 0);
    REQUIRE(pthread_create(&thread, &attributes, where, NULL) == 0);
    CHECK_INT(pthread_join(thread, NULL), 0);
    return test_done();
}
