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

static void operations(void) {
    cpu_set_t one, other, result;
    cpu_set_t *large = CPU_ALLOC(2000), *larger = CPU_ALLOC(2000);
    size_t size = CPU_ALLOC_SIZE(2000);
    REQUIRE(large != NULL && larger != NULL);
    CPU_ZERO(&one);
    CPU_ZERO(&other);
    CPU_SET(1, &one);
    CPU_SET(70, &one);
    CPU_SET(70, &other);
    CPU_SET(500, &other);
    CPU_AND(&result, &one, &other);
    CHECK(CPU_COUNT(&result) == 1 && CPU_ISSET(70, &result));
    CPU_OR(&result, &one, &other);
    CHECK_INT(CPU_COUNT(&result), 3);
    CPU_XOR(&result, &one, &other);
    CHECK(CPU_COUNT(&result) == 2 && !CPU_ISSET(70, &result));
    CPU_ZERO_S(size, large);
    CPU_ZERO_S(size, larger);
    CPU_SET_S(1999, size, large);
    CPU_OR_S(size, larger, larger, large);
    CHECK(CPU_ISSET_S(1999, size, larger) && CPU_EQUAL_S(size, large, larger));
    CPU_XOR_S(size, larger, larger, large);
    CHECK_INT(CPU_COUNT_S(size, larger), 0);
    CPU_AND_S(size, larger, larger, large);
    CHECK_INT(CPU_COUNT_S(size, larger), 0);
    CPU_FREE(large);
    CPU_FREE(larger);
}

int main(void) {
    cpu_set_t mine, wanted;
    sets();
    operations();
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
