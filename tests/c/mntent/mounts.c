/* setmntent, getmntent, getmntent_r, addmntent, hasmntopt, endmntent. */
#define _GNU_SOURCE
#include <errno.h>
#include <mntent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "test.h"

int main(void)
{
    char path[] = "/tmp/mounts-XXXXXX", buffer[256];
    struct mntent added = { "server:/a b", "/mnt/tab\there", "nfs", "rw,noauto,size=5", 3, 4 };
    struct mntent place, *found;
    FILE *table;

    table = fdopen(mkstemp(path), "w");
    REQUIRE(table != NULL);
    fputs("# device  directory\n\n/dev/vda / ext4 ro,relatime 1 2\nnone\t/proc   proc\tdefaults\n", table);
    REQUIRE(fclose(table) == 0);

    table = setmntent(path, "r+");
    REQUIRE(table != NULL);
    CHECK_INT(addmntent(table, &added), 0);
    CHECK_INT(endmntent(table), 1);

    table = setmntent(path, "r");
    REQUIRE(table != NULL);
    found = getmntent(table);
    REQUIRE(found != NULL);
    CHECK_STR(found->mnt_fsname, "/dev/vda");
    CHECK_STR(found->mnt_dir, "/");
    CHECK_STR(found->mnt_type, MNTTYPE_IGNORE[0] == 'i' ? "ext4" : "");
    CHECK_STR(found->mnt_opts, "ro,relatime");
    CHECK_INT(found->mnt_freq, 1);
    CHECK_INT(found->mnt_passno, 2);
    CHECK(hasmntopt(found, MNTOPT_RO) == found->mnt_opts);
    CHECK(hasmntopt(found, MNTOPT_RW) == NULL);

    found = getmntent_r(table, &place, buffer, sizeof buffer);
    REQUIRE(found == &place);
    CHECK_STR(found->mnt_dir, "/proc");
    CHECK_STR(found->mnt_opts, MNTOPT_DEFAULTS);
    CHECK_INT(found->mnt_freq, 0);
    CHECK_INT(found->mnt_passno, 0);

    found = getmntent(table);
    REQUIRE(found != NULL);
    CHECK_STR(found->mnt_fsname, "server:/a b");
    CHECK_STR(found->mnt_dir, "/mnt/tab\there");
    CHECK_INT(found->mnt_passno, 4);
    CHECK(hasmntopt(found, MNTOPT_NOAUTO) == found->mnt_opts + 3);
    CHECK(hasmntopt(found, "auto") == NULL);
    CHECK(hasmntopt(found, "size") == found->mnt_opts + 10);
    CHECK(getmntent(table) == NULL);
    CHECK_INT(endmntent(table), 1);

    CHECK(setmntent("/tmp/no such file", "r") == NULL);
    CHECK_INT(errno, ENOENT);
    CHECK_INT(unlink(path), 0);
    return test_done();
}
