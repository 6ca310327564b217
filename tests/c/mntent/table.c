#define _GNU_SOURCE
#include <errno.h>
#include <mntent.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    CHECK(setmntent("no such table", "r") == NULL);
    CHECK_INT(errno, ENOENT);
    FILE *table = setmntent("table", "w+");
    REQUIRE(table != NULL);
    fputs("# comment\n\n \t\n/dev/sda1 /a\\040dir ext4 ro,size=4k,user 1 2\nproc\t/proc  proc\tdefaults\n", table);
    struct mntent out = { .mnt_fsname = "with space", .mnt_dir = "tab\there", .mnt_type = "back\\slash",
                          .mnt_opts = "rw", .mnt_freq = 3, .mnt_passno = -1 };
    rewind(table);
    CHECK_INT(addmntent(table, &out), 0);
    rewind(table);

    struct mntent *in = getmntent(table);
    REQUIRE(in != NULL);
    CHECK_STR(in->mnt_fsname, "/dev/sda1");
    CHECK_STR(in->mnt_dir, "/a dir");
    CHECK_STR(in->mnt_type, "ext4");
    CHECK_STR(in->mnt_opts, "ro,size=4k,user");
    CHECK_INT(in->mnt_freq, 1);
    CHECK_INT(in->mnt_passno, 2);
    CHECK(hasmntopt(in, MNTOPT_RO) == in->mnt_opts);
    CHECK(hasmntopt(in, "size") == in->mnt_opts + 3);
    CHECK(hasmntopt(in, "user") == in->mnt_opts + 11);
    CHECK(hasmntopt(in, "use") == NULL);
    CHECK(hasmntopt(in, "iz") == NULL);
    CHECK(hasmntopt(in, MNTOPT_RW) == NULL);

    char buffer[256];
    struct mntent record;
    in = getmntent_r(table, &record, buffer, sizeof buffer);
    CHECK(in == &record);
    CHECK_STR(record.mnt_type, "proc");
    CHECK_STR(record.mnt_opts, MNTOPT_DEFAULTS);
    CHECK_INT(record.mnt_freq, 0);

    in = getmntent(table);
    REQUIRE(in != NULL);
    CHECK_STR(in->mnt_fsname, "with space");
    CHECK_STR(in->mnt_dir, "tab\there");
    CHECK_STR(in->mnt_type, "back\\slash");
    CHECK_INT(in->mnt_freq, 3);
    CHECK_INT(in->mnt_passno, -1);
    CHECK(getmntent(table) == NULL);
    CHECK(getmntent_r(table, &record, buffer, sizeof buffer) == NULL);
    CHECK_INT(endmntent(table), 1);
    unlink("table");
    return test_done();
}
