#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include "test.h"

int main(void) {
    posix_spawnattr_t attributes;
    struct sched_param parameters = { 0 };
    sigset_t set, out;
    short flags = -1;
    pid_t group = -1;
    int policy = -1;
    CHECK_INT(posix_spawnattr_init(&attributes), 0);
    CHECK_INT(posix_spawnattr_getflags(&attributes, &flags), 0);
    CHECK_INT(flags, 0);
    CHECK_INT(posix_spawnattr_getpgroup(&attributes, &group), 0);
    CHECK_INT(group, 0);
    CHECK_INT(posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_RESETIDS), 0);
    CHECK_INT(posix_spawnattr_setflags(&attributes, 0x4000), EINVAL);
    CHECK_INT(posix_spawnattr_getflags(&attributes, &flags), 0);
    CHECK_INT(flags, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_RESETIDS);
    CHECK_INT(posix_spawnattr_setpgroup(&attributes, 77), 0);
    CHECK_INT(posix_spawnattr_getpgroup(&attributes, &group), 0);
    CHECK_INT(group, 77);
    sigemptyset(&set);
    sigaddset(&set, SIGHUP);
    CHECK_INT(posix_spawnattr_setsigmask(&attributes, &set), 0);
    CHECK_INT(posix_spawnattr_getsigmask(&attributes, &out), 0);
    CHECK(sigismember(&out, SIGHUP) == 1 && sigismember(&out, SIGINT) == 0);
    sigaddset(&set, SIGINT);
    CHECK_INT(posix_spawnattr_setsigdefault(&attributes, &set), 0);
    CHECK_INT(posix_spawnattr_getsigdefault(&attributes, &out), 0);
    CHECK(sigismember(&out, SIGHUP) == 1 && sigismember(&out, SIGINT) == 1);
    parameters.sched_priority = 5;
    CHECK_INT(posix_spawnattr_setschedparam(&attributes, &parameters), 0);
    parameters.sched_priority = 0;
    CHECK_INT(posix_spawnattr_getschedparam(&attributes, &parameters), 0);
    CHECK_INT(parameters.sched_priority, 5);
    CHECK_INT(posix_spawnattr_setschedpolicy(&attributes, SCHED_RR), 0);
    CHECK_INT(posix_spawnattr_getschedpolicy(&attributes, &policy), 0);
    CHECK_INT(policy, SCHED_RR);
    CHECK_INT(posix_spawnattr_destroy(&attributes), 0);
    return test_done();
}
