/* Tables of file systems. */
#define _GNU_SOURCE
#include <errno.h>
#include <mntent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "test.h"

static void written_by_hand(const char *path) {
    FILE *file = fopen(path, "w");
    REQUIRE(file != NULL);
    fputs("# a comment\n\n/dev/vda1 / ext4 rw,noatime,size=5 1 2\n"
          "  none\t/a\\040b\\134c tmpfs defaults\n", file);
    fclose(file);
    FILE *table = setmntent(path, "r");
    REQUIRE(table != NULL);
    struct mntent *found = getmntent(table);
    REQUIRE(found != NULL);
    CHECK_STR(found->mnt_fsname, "/dev/vda1");
    CHECK_STR(found->mnt_dir, "/");
    CHECK_STR(found->mnt_type, "ext4");
    CHECK_STR(found->mnt_opts, "rw,noatime,size=5");
    CHECK(found->mnt_freq == 1 && found->mnt_passno == 2);
    CHECK(hasmntopt(found, MNTOPT_RW) == found->mnt_opts);
    CHECK(hasmntopt(found, "size") == found->mnt_opts + 11);
    CHECK(hasmntopt(found, "atime") == NULL && hasmntopt(found, MNTOPT_RO) == NULL);

    struct mntent own;
    char room[100];
    REQUIRE(getmntent_r(table, &own, room, sizeof room) == &own);
    CHECK_STR(own.mnt_fsname, "none");
    CHECK_STR(own.mnt_dir, "/a b\\c");
    CHECK_STR(own.mnt_opts, "defaults");
    CHECK(own.mnt_freq == 0 && own.mnt_passno == 0);
    CHECK(getmntent(table) == NULL);
    CHECK_INT(endmntent(table), 1);
}

static void added(const char *path) {
    struct mntent more = {(char *)"with blank", (char *)"/tab\tand\\", (char *)"ext2", (char *)"ro", 3, 4};
    FILE *table = setmntent(path, "r+");
    REQUIRE(table != NULL);
    CHECK_INT(addmntent(table, &more), 0);
    rewind(table);
    struct mntent *found = NULL;
    for (int n = 0; n < 3; n++)
        found = getmntent(table);
    REQUIRE(found != NULL);
    CHECK_STR(found->mnt_fsname, "with blank");
    CHECK_STR(found->mnt_dir, "/tab\tand\\");
    CHECK_STR(found->mnt_opts, "ro");
    CHECK(found->mnt_freq == 3 && found->mnt_passno == 4);
    CHECK_INT(endmntent(table), 1);
}

int main(void) {
    char path[] = "/tmp/mntent-XXXXXX";
    int fd = mkstemp(path);
    REQUIRE(fd >= 0);
    close(fd);
    CHECK_ERRNO(setmntent("/nowhere/at/all", "r"), NULL, ENOENT);
    written_by_hand(path);
    added(path);
    CHECK(unlink(path) == 0);
    CHECK_INT(endmntent(NULL), 1);
    return test_done();
}
