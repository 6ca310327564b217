#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <string.h>
#include <unistd.h>
#include "test.h"

static void sets(void) {
    cpu_set_t one, other;
    CPU_ZERO(&one);
    CPU_ZERO(&other);
    CHECK_INT(CPU_COUNT(&one), 0);
    CPU_SET(0, &one);
    CPU_SET(63, &one);
    CPU_SET(64, &one);
    CPU_SET(CPU_SETSIZE - 1, &one);
    CHECK_INT(CPU_COUNT(&one), 4);
    CHECK(CPU_ISSET(64, &one) && !CPU_ISSET(65, &one) && !CPU_ISSET(CPU_SETSIZE, &one));
    CHECK(!CPU_EQUAL(&one, &other));
    CPU_SET_S(0, sizeof other, &other);
    CPU_CLR(63, &one);
    CPU_CLR(64, &one);
    CPU_CLR(CPU_SETSIZE - 1, &one);
    CHECK(CPU_EQUAL(&one, &other));
    CHECK_INT(CPU_ALLOC_SIZE(65), 16);
}

int main(void) {
    cpu_set_t mine, wanted;
    sets();
    memset(&mine, 0xff, sizeof mine);
    CHECK_INT(sched_getaffinity(0, sizeof mine, &mine), 0);
    CHECK(CPU_COUNT(&mine) >= 1 && CPU_COUNT(&mine) <= sysconf(_SC_NPROCESSORS_CONF));
    CHECK_INT(sched_getaffinity(getpid(), sizeof wanted, &wanted), 0);
    CHECK(CPU_EQUAL(&mine, &wanted));
    CHECK_INT(sched_setaffinity(0, sizeof mine, &mine), 0);
    CHECK_ERRNO(sched_getaffinity(0, 0, &wanted), -1, EINVAL);
    CHECK_ERRNO(sched_getaffinity(-1, sizeof wanted, &wanted), -1, ESRCH);
    CPU_ZERO(&wanted);
    CHECK_ERRNO(sched_setaffinity(0, sizeof wanted, &wanted), -1, EINVAL);
    CPU_SET(CPU_SETSIZE - 1, &wanted);
    CHECK_ERRNO(sched_setaffinity(0, sizeof wanted, &wanted), -1, EINVAL);
    return test_done();
}
