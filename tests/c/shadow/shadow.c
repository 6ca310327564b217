#define _GNU_SOURCE
#include <errno.h>
#include <shadow.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    struct spwd *in = sgetspent("ann:$1$x:19000:0:99999:7:::"), out, *found;
    char buffer[512];
    REQUIRE(in != NULL);
    CHECK_STR(in->sp_namp, "ann");
    CHECK_STR(in->sp_pwdp, "$1$x");
    CHECK(in->sp_lstchg == 19000 && in->sp_max == 99999 && in->sp_inact == -1);
    CHECK(in->sp_flag == ~0ul);
    out = *in;
    FILE *file = fopen("shadow", "w+");
    REQUIRE(file != NULL);
    CHECK_INT(putspent(&out, file), 0);
    rewind(file);
    char line[64];
    CHECK(fgets(line, sizeof line, file) != NULL);
    CHECK_STR(line, "ann:$1$x:19000:0:99999:7:::\n");
    rewind(file);
    in = fgetspent(file);
    CHECK(in != NULL && in->sp_warn == 7);
    CHECK(fgetspent(file) == NULL);
    fclose(file);
    unlink("shadow");
    /* The database is for the privileged, if there is one. */
    found = &out;
    CHECK(getspnam_r("no such user", &out, buffer, sizeof buffer, &found) == 0 || getuid() != 0);
    CHECK(found == NULL);
    CHECK(getspnam("no such user") == NULL);
    setspent();
    (void)getspent();
    endspent();
    return test_done();
}
