/* pthread_rwlockattr_setkind_np: readers wait for a writer that waits. */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <time.h>
#include "test.h"

static pthread_rwlock_t lock;
static volatile int written, seen = -1;

static void *write_once(void *unused)
{
    (void)unused;
    CHECK_INT(pthread_rwlock_wrlock(&lock), 0);
    written = 1;
    CHECK_INT(pthread_rwlock_unlock(&lock), 0);
    return NULL;
}

static void *read_once(void *unused)
{
    (void)unused;
    CHECK_INT(pthread_rwlock_rdlock(&lock), 0);
    seen = written;
    CHECK_INT(pthread_rwlock_unlock(&lock), 0);
    return NULL;
}

static void *give_up(void *until)
{
    CHECK_INT(pthread_rwlock_timedwrlock(&lock, until), ETIMEDOUT);
    return NULL;
}

/* Until a writer waits, which makes readers wait. */
static void await_writer(void)
{
    int status;

    while ((status = pthread_rwlock_tryrdlock(&lock)) == 0) {
        pthread_rwlock_unlock(&lock);
        sched_yield();
    }
    CHECK_INT(status, EBUSY);
}

int main(void)
{
    pthread_rwlockattr_t attributes;
    pthread_t writer, reader;
    struct timespec until;
    int kind = -1;

    CHECK_INT(pthread_rwlockattr_init(&attributes), 0);
    CHECK_INT(pthread_rwlockattr_getkind_np(&attributes, &kind), 0);
    CHECK_INT(kind, PTHREAD_RWLOCK_DEFAULT_NP);
    CHECK_INT(pthread_rwlockattr_setkind_np(&attributes, 3), EINVAL);
    CHECK_INT(pthread_rwlockattr_setkind_np(&attributes, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP), 0);
    CHECK_INT(pthread_rwlockattr_getkind_np(&attributes, &kind), 0);
    CHECK_INT(kind, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
    REQUIRE(pthread_rwlock_init(&lock, &attributes) == 0);

    /* The reader that comes after the writer reads what that wrote. */
    CHECK_INT(pthread_rwlock_rdlock(&lock), 0);
    REQUIRE(pthread_create(&writer, NULL, write_once, NULL) == 0);
    await_writer();
    REQUIRE(pthread_create(&reader, NULL, read_once, NULL) == 0);
    CHECK_INT(pthread_rwlock_unlock(&lock), 0);
    CHECK_INT(pthread_join(writer, NULL), 0);
    CHECK_INT(pthread_join(reader, NULL), 0);
    CHECK_INT(seen, 1);

    /* A writer that gives up lets readers in. */
    CHECK_INT(pthread_rwlock_rdlock(&lock), 0);
    CHECK_INT(clock_gettime(CLOCK_REALTIME, &until), 0);
    until.tv_sec += 1;
    REQUIRE(pthread_create(&writer, NULL, give_up, &until) == 0);
    REQUIRE(pthread_create(&reader, NULL, read_once, NULL) == 0);
    CHECK_INT(pthread_join(writer, NULL), 0);
    CHECK_INT(pthread_join(reader, NULL), 0);
    CHECK_INT(pthread_rwlock_tryrdlock(&lock), 0);
    CHECK_INT(pthread_rwlock_unlock(&lock), 0);
    CHECK_INT(pthread_rwlock_unlock(&lock), 0);
    CHECK_INT(pthread_rwlock_destroy(&lock), 0);
    return test_done();
}
