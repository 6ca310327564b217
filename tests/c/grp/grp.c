#define _GNU_SOURCE
#include <errno.h>
#include <grp.h>
#include <stdlib.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    FILE *file = fopen("groups", "w+");
    REQUIRE(file != NULL);
    char *members[] = { "ann", "bob", NULL }, *nobody[] = { NULL };
    struct group out = { .gr_name = "staff", .gr_passwd = "x", .gr_gid = 50, .gr_mem = members };
    CHECK_INT(putgrent(&out, file), 0);
    out.gr_name = "empty";
    out.gr_mem = nobody;
    CHECK_INT(putgrent(&out, file), 0);
    fputs("#no:group\nmany:*:7:a,b,c,d,e", file);
    rewind(file);
    struct group *in = fgetgrent(file);
    REQUIRE(in != NULL);
    CHECK_STR(in->gr_name, "staff");
    CHECK_INT(in->gr_gid, 50);
    CHECK_STR(in->gr_mem[0], "ann");
    CHECK_STR(in->gr_mem[1], "bob");
    CHECK(in->gr_mem[2] == NULL);
    in = fgetgrent(file);
    REQUIRE(in != NULL);
    CHECK(in->gr_mem[0] == NULL);
    in = fgetgrent(file);
    REQUIRE(in != NULL);
    CHECK_STR(in->gr_mem[4], "e");
    CHECK(fgetgrent(file) == NULL);
    fclose(file);
    unlink("groups");

    struct group record, *found;
    char buffer[65536];
    CHECK(getgrnam("no such group") == NULL);
    CHECK_INT(getgrgid_r(4000000000u, &record, buffer, sizeof buffer, &found), 0);
    CHECK(found == NULL);
    setgrent();
    struct group *first = getgrent();
    if (first != NULL) {
        char *name = strdup(first->gr_name);
        gid_t group = first->gr_gid;
        CHECK_INT(getgrnam_r(name, &record, buffer, sizeof buffer, &found), 0);
        CHECK(found == &record && record.gr_gid == group);
        CHECK_INT(getgrgid_r(group, &record, buffer, sizeof buffer, &found), 0);
        CHECK_STR(record.gr_name, name);
        CHECK_INT(getgrnam_r(name, &record, buffer, 4, &found), ERANGE);
        CHECK(getgrgid(group) != NULL && getgrnam(name) != NULL);
        free(name);
    }
    endgrent();
    gid_t list[64];
    int count = 64;
    CHECK_INT(getgrouplist("no such user", 12345, list, &count), 1);
    CHECK(count == 1 && list[0] == 12345);
    count = 0;
    CHECK_INT(getgrouplist("no such user", 12345, list, &count), -1);
    CHECK_INT(count, 1);
    if (getuid() != 0)
        CHECK(initgroups("no such user", 12345) == -1);
    return test_done();
}
