#define _GNU_SOURCE
#include <errno.h>
#include <grp.h>
#include <stdlib.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    uid_t real, effective, saved;
    gid_t greal, geffective, gsaved, groups[256];
    CHECK_INT(getresuid(&real, &effective, &saved), 0);
    CHECK(real == getuid() && effective == geteuid());
    CHECK_INT(getresgid(&greal, &geffective, &gsaved), 0);
    CHECK(greal == getgid() && geffective == getegid());
    /* What one is one may become. */
    CHECK_INT(setuid(real), 0);
    CHECK_INT(seteuid(effective), 0);
    CHECK_INT(setgid(greal), 0);
    CHECK_INT(setegid(geffective), 0);
    CHECK_INT(setreuid((uid_t)-1, (uid_t)-1), 0);
    CHECK_INT(setregid((gid_t)-1, (gid_t)-1), 0);
    CHECK_INT(setreuid(real, effective), 0);
    CHECK_INT(setregid(greal, geffective), 0);
    CHECK_INT(setresuid(real, (uid_t)-1, saved), 0);
    CHECK_INT(setresgid((gid_t)-1, geffective, gsaved), 0);
    CHECK_ERRNO(setuid((uid_t)-1), -1, EINVAL);
    CHECK_ERRNO(setgid((gid_t)-1), -1, EINVAL);
    int count = getgroups(0, NULL);
    CHECK(count >= 0);
    CHECK_INT(getgroups(256, groups), count);
    CHECK_ERRNO(getgroups(-1, groups), -1, EINVAL);
    if (count > 1)
        CHECK_ERRNO(getgroups(1, groups), -1, EINVAL);
    char name[256];
    setenv("LOGNAME", "somebody", 1);
    /* Who is logged in may be unknown, which is an error with a number. */
    int error = getlogin_r(name, sizeof name);
    CHECK(error == 0 ? name[0] != 0 : error != ERANGE);
    if (error == 0) {
        CHECK_STR(getlogin(), name);
        CHECK_INT(getlogin_r(name, 1), ERANGE);
    }
    return test_done();
}
