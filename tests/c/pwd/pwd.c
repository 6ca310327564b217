#define _GNU_SOURCE
#include <errno.h>
#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    FILE *file = fopen("users", "w+");
    REQUIRE(file != NULL);
    struct passwd out = { .pw_name = "bob", .pw_passwd = "x", .pw_uid = 1001, .pw_gid = 100, .pw_gecos = "Bob, B.",
                          .pw_dir = "/home/bob", .pw_shell = "/bin/sh" };
    fputs("# comment\n\nann:x:1000:100:Ann:/home/ann:/bin/sh\nbroken:line\n", file);
    CHECK_INT(putpwent(&out, file), 0);
    rewind(file);
    struct passwd *in = fgetpwent(file);
    REQUIRE(in != NULL);
    CHECK_STR(in->pw_name, "ann");
    CHECK(in->pw_uid == 1000 && in->pw_gid == 100);
    CHECK_STR(in->pw_dir, "/home/ann");
    in = fgetpwent(file);
    REQUIRE(in != NULL);
    CHECK_STR(in->pw_name, "bob");
    CHECK_STR(in->pw_gecos, "Bob, B.");
    CHECK_STR(in->pw_shell, "/bin/sh");
    CHECK(fgetpwent(file) == NULL);
    fclose(file);
    unlink("users");

    /* The database agrees with itself; it may be empty. */
    struct passwd record, *found;
    char buffer[4096];
    errno = 0;
    CHECK(getpwnam("no such user") == NULL);
    CHECK_INT(getpwnam_r("no such user", &record, buffer, sizeof buffer, &found), 0);
    CHECK(found == NULL);
    CHECK_INT(getpwuid_r(4000000000u, &record, buffer, sizeof buffer, &found), 0);
    CHECK(found == NULL);
    setpwent();
    struct passwd *first = getpwent();
    if (first != NULL) {
        char *name = strdup(first->pw_name);
        uid_t user = first->pw_uid;
        CHECK(getpwnam(name) != NULL);
        CHECK_INT(getpwnam_r(name, &record, buffer, sizeof buffer, &found), 0);
        CHECK(found == &record && record.pw_uid == user);
        CHECK_STR(record.pw_name, name);
        CHECK_INT(getpwuid_r(user, &record, buffer, sizeof buffer, &found), 0);
        CHECK_STR(record.pw_name, name);
        CHECK_INT(getpwnam_r(name, &record, buffer, 2, &found), ERANGE);
        CHECK(found == NULL);
        CHECK(getpwuid(user) != NULL && !strcmp(getpwuid(user)->pw_name, name));
        setpwent();
        CHECK_STR(getpwent()->pw_name, name);
        free(name);
    }
    endpwent();
    return test_done();
}
