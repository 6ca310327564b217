#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>
#include <fts.h>
#include "test.h"
#include "deep_tree.h"

static char folder[] = "/tmp/fts-XXXXXX";
static char text[8000];

static int by_name(const FTSENT **a, const FTSENT **b) {
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

static const char *kind(const FTSENT *entry) {
    switch (entry->fts_info) {
    case FTS_D: return "D";
    case FTS_DC: return "C";
    case FTS_DNR: return "R";
    case FTS_DOT: return "T";
    case FTS_DP: return "P";
    case FTS_ERR: return "E";
    case FTS_F: return "F";
    case FTS_NS: return "N";
    case FTS_NSOK: return "O";
    case FTS_SL: return "L";
    case FTS_SLNONE: return "B";
    default: return "?";
    }
}

static int wrong;

/* Whether the access path leads to the entry from here. */
static void check(const FTSENT *entry) {
    struct stat status;
    wrong += entry->fts_pathlen != strlen(entry->fts_path);
    wrong += entry->fts_namelen != strlen(entry->fts_name);
    if (entry->fts_info == FTS_NS || entry->fts_info == FTS_NSOK)
        return;
    wrong += lstat(entry->fts_accpath, &status) != 0;
    if (entry->fts_info == FTS_F)
        wrong += status.st_ino != entry->fts_statp->st_ino || entry->fts_ino != status.st_ino;
}

static void walk(int options, int skip, int follow) {
    char one[] = "top", *roots[] = {one, NULL};
    text[0] = '\0';
    FTS *walk = fts_open(roots, options, by_name);
    CHECK(walk != NULL);
    FTSENT *entry;
    while ((entry = fts_read(walk)) != NULL) {
        check(entry);
        sprintf(text + strlen(text), "%s%s ", kind(entry), entry->fts_path);
        if (skip && entry->fts_info == FTS_D && strcmp(entry->fts_name, "sub") == 0)
            CHECK_INT(fts_set(walk, entry, FTS_SKIP), 0);
        if (follow && entry->fts_info == FTS_SL)
            CHECK_INT(fts_set(walk, entry, FTS_FOLLOW), 0);
    }
    CHECK_INT(errno, 0);
    CHECK_INT(fts_close(walk), 0);
    char now[200];
    CHECK_STR(getcwd(now, sizeof now), folder);
}

static void children(void) {
    char one[] = "top", two[] = "other", *roots[] = {one, two, NULL};
    FTS *walk = fts_open(roots, FTS_PHYSICAL, by_name);
    FTSENT *child = fts_children(walk, 0);
    CHECK_STR(child->fts_name, "other");
    CHECK_STR(child->fts_link->fts_name, "top");
    FTSENT *entry = fts_read(walk);
    CHECK_STR(entry->fts_path, "other");
    CHECK_INT(entry->fts_level, FTS_ROOTLEVEL);
    CHECK_ERRNO(fts_children(walk, 0), NULL, 0);
    entry = fts_read(walk);
    CHECK_STR(entry->fts_path, "top");
    child = fts_children(walk, 0);
    CHECK_STR(child->fts_name, "a");
    CHECK_INT(child->fts_info, FTS_F);
    CHECK_INT(child->fts_level, 1);
    CHECK(child->fts_parent == entry);
    entry->fts_number = 77;
    entry = fts_read(walk);
    CHECK_STR(entry->fts_path, "top/a");
    CHECK_INT(entry->fts_parent->fts_number, 77);
    check(entry);
    while ((entry = fts_read(walk)) != NULL && entry->fts_info != FTS_D)
        continue;
    CHECK_STR(entry->fts_path, "top/sub");
    child = fts_children(walk, FTS_NAMEONLY);
    CHECK_STR(child->fts_name, "b");
    CHECK_INT(child->fts_info, FTS_NSOK);
    entry = fts_read(walk);
    CHECK_STR(entry->fts_path, "top/sub/b");
    CHECK_INT(entry->fts_info, FTS_F);
    check(entry);
    CHECK_ERRNO(fts_children(walk, 77), NULL, EINVAL);
    CHECK_INT(fts_set(walk, entry, 77), 1);
    /* In the middle. */
    CHECK_INT(fts_close(walk), 0);
}

static void deep(void) {
    char one[] = "deep", *roots[] = {one, NULL};
    make_deep_tree(folder);
    FTS *walk = fts_open(roots, FTS_PHYSICAL, NULL);
    FTSENT *entry;
    int levels = 0, removed = 0;
    while ((entry = fts_read(walk)) != NULL) {
        levels += entry->fts_info == FTS_D;
        if (entry->fts_info == FTS_DP)
            removed += rmdir(entry->fts_accpath) == 0;
        wrong += entry->fts_pathlen != strlen(entry->fts_path);
    }
    CHECK_INT(levels, 41);
    CHECK_INT(removed, 41);
    CHECK_INT(fts_close(walk), 0);
}

int main(void) {
    CHECK(mkdtemp(folder) != NULL);
    CHECK_INT(chdir(folder), 0);
    mkdir("top", 0700);
    mkdir("top/sub", 0700);
    mkdir("top/sub/leaf", 0700);
    static const char *const files[] = {"top/a", "top/sub/b", "top/z", "other"};
    for (int i = 0; i < 4; i++)
        close(open(files[i], O_CREAT | O_WRONLY, 0600));
    CHECK_INT(symlink("nowhere", "top/broken"), 0);
    CHECK_INT(symlink("sub", "top/link"), 0);
    CHECK_INT(symlink("..", "top/sub/up"), 0);

    walk(FTS_PHYSICAL, 0, 0);
    CHECK_STR(text, "Dtop Ftop/a Ltop/broken Ltop/link Dtop/sub Ftop/sub/b Dtop/sub/leaf Ptop/sub/leaf Ltop/sub/up "
                    "Ptop/sub Ftop/z Ptop ");
    walk(FTS_PHYSICAL | FTS_NOCHDIR | FTS_XDEV, 0, 0);
    CHECK_STR(text, "Dtop Ftop/a Ltop/broken Ltop/link Dtop/sub Ftop/sub/b Dtop/sub/leaf Ptop/sub/leaf Ltop/sub/up "
                    "Ptop/sub Ftop/z Ptop ");
    walk(FTS_LOGICAL, 0, 0);
    CHECK_STR(text, "Dtop Ftop/a Btop/broken Dtop/link Ftop/link/b Dtop/link/leaf Ptop/link/leaf Ctop/link/up "
                    "Ptop/link Dtop/sub Ftop/sub/b Dtop/sub/leaf Ptop/sub/leaf Ctop/sub/up Ptop/sub Ftop/z Ptop ");
    walk(FTS_PHYSICAL, 1, 0);
    CHECK_STR(text, "Dtop Ftop/a Ltop/broken Ltop/link Dtop/sub Ptop/sub Ftop/z Ptop ");
    walk(FTS_PHYSICAL, 0, 1);
    CHECK_STR(text, "Dtop Ftop/a Ltop/broken Btop/broken Ltop/link Dtop/link Ftop/link/b Dtop/link/leaf "
                    "Ptop/link/leaf Ltop/link/up Ctop/link/up Ptop/link Dtop/sub Ftop/sub/b Dtop/sub/leaf "
                    "Ptop/sub/leaf Ltop/sub/up Ctop/sub/up Ptop/sub Ftop/z Ptop ");
    walk(FTS_PHYSICAL | FTS_SEEDOT, 0, 0);
    CHECK(strncmp(text, "Dtop Ttop/. Ttop/.. Ftop/a ", 27) == 0);
    walk(FTS_PHYSICAL | FTS_NOSTAT | FTS_NOCHDIR, 0, 0);
    CHECK(strstr(text, "Dtop/sub ") != NULL && strstr(text, "Ptop/sub/leaf ") != NULL);
    children();
    deep();
#ifndef __GLIBC__
    /* glibc's entries in directories behind links are not all that they should be. */
    CHECK_INT(wrong, 0);
#endif

    char none[] = "none", empty[] = "", *missing[] = {none, NULL}, *nothing[] = {empty, NULL};
    FTS *walk = fts_open(missing, FTS_PHYSICAL, NULL);
    FTSENT *entry = fts_read(walk);
    CHECK_INT(entry->fts_info, FTS_NS);
    CHECK_INT(entry->fts_errno, ENOENT);
    CHECK(fts_read(walk) == NULL);
    CHECK(fts_read(walk) == NULL);
    CHECK_INT(fts_close(walk), 0);
    CHECK_ERRNO(fts_open(missing, 1 << 20, NULL), NULL, EINVAL);
    CHECK_ERRNO(fts_open(nothing, FTS_PHYSICAL, NULL), NULL, ENOENT);

    /* rm -r, as programs do it. */
    char whole[sizeof folder], *all[] = {whole, NULL};
    strcpy(whole, folder);
    walk = fts_open(all, FTS_PHYSICAL, NULL);
    int failures = 0;
    while ((entry = fts_read(walk)) != NULL) {
        if (entry->fts_info == FTS_DP)
            failures += rmdir(entry->fts_accpath) != 0;
        else if (entry->fts_info != FTS_D)
            failures += unlink(entry->fts_accpath) != 0;
    }
    CHECK_INT(failures, 0);
    fts_close(walk);
    CHECK_ERRNO(access(folder, F_OK), -1, ENOENT);
    return test_done();
}
