/* Attributes of mutexes. */
#include <errno.h>
#include <pthread.h>
#include "test.h"

int main(void) {
    pthread_mutexattr_t attributes;
    int value;

    CHECK_INT(pthread_mutexattr_init(&attributes), 0);
    CHECK_INT(pthread_mutexattr_gettype(&attributes, &value), 0);
    CHECK_INT(value, PTHREAD_MUTEX_DEFAULT);
    CHECK_INT(pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE), 0);
    CHECK_INT(pthread_mutexattr_gettype(&attributes, &value), 0);
    CHECK_INT(value, PTHREAD_MUTEX_RECURSIVE);
    CHECK_INT(pthread_mutexattr_settype(&attributes, 77), EINVAL);

    CHECK_INT(pthread_mutexattr_getrobust(&attributes, &value), 0);
    CHECK_INT(value, PTHREAD_MUTEX_STALLED);
    CHECK_INT(pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST), 0);
    CHECK_INT(pthread_mutexattr_getrobust(&attributes, &value), 0);
    CHECK_INT(value, PTHREAD_MUTEX_ROBUST);
    CHECK_INT(pthread_mutexattr_setrobust(&attributes, 77), EINVAL);

    CHECK_INT(pthread_mutexattr_getpshared(&attributes, &value), 0);
    CHECK_INT(value, PTHREAD_PROCESS_PRIVATE);
    CHECK_INT(pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED), 0);
    CHECK_INT(pthread_mutexattr_getpshared(&attributes, &value), 0);
    CHECK_INT(value, PTHREAD_PROCESS_SHARED);
    CHECK_INT(pthread_mutexattr_setpshared(&attributes, 77), EINVAL);

    CHECK_INT(pthread_mutexattr_getprotocol(&attributes, &value), 0);
    CHECK_INT(value, PTHREAD_PRIO_NONE);
    CHECK_INT(pthread_mutexattr_setprotocol(&attributes, PTHREAD_PRIO_NONE), 0);
    CHECK_INT(pthread_mutexattr_setprotocol(&attributes, 77), EINVAL);
    CHECK_INT(pthread_mutexattr_setprioceiling(&attributes, 10), 0);
    CHECK_INT(pthread_mutexattr_getprioceiling(&attributes, &value), 0);
    CHECK_INT(value, 10);
    CHECK_INT(pthread_mutexattr_setprioceiling(&attributes, 1000), EINVAL);

    /* A mutex without the protocol has no ceiling. */
    pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    CHECK_INT(pthread_mutex_getprioceiling(&mutex, &value), EINVAL);
    CHECK_INT(pthread_mutex_setprioceiling(&mutex, 10, &value), EINVAL);

    /* The others are kept apart. */
    CHECK_INT(pthread_mutexattr_gettype(&attributes, &value), 0);
    CHECK_INT(value, PTHREAD_MUTEX_RECURSIVE);
    CHECK_INT(pthread_mutexattr_destroy(&attributes), 0);
    return test_done();
}
