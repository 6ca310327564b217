#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <unistd.h>
#include "test.h"
#include "deep_tree.h"

static char folder[] = "/tmp/ftw-XXXXXX";
static char *seen[200];
static int count;
static int wrong;
static int descriptors;

static int open_descriptors(void) {
    int n = 0;
    for (int fd = 3; fd < 100; fd++)
        n += fcntl(fd, F_GETFD) >= 0;
    return n;
}

static void note(const char *path, int kind) {
    static const struct { int kind; char letter; } letters[] = {
        {FTW_F, 'F'}, {FTW_D, 'D'}, {FTW_DNR, 'R'}, {FTW_NS, 'N'}, {FTW_SL, 'L'}, {FTW_DP, 'P'}, {FTW_SLN, 'B'}};
    char letter = '?';
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (letters[i].kind == kind)
            letter = letters[i].letter;
    asprintf(&seen[count++], "%c%s", letter, path);
}

static int compare(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void forget(void) {
    for (int i = 0; i < count; i++)
        free(seen[i]);
    count = 0;
}

/* What was seen, sorted, as one text. */
static void expect(const char *text) {
    static char all[4000];
    all[0] = '\0';
    qsort(seen, (size_t)count, sizeof *seen, compare);
    for (int i = 0; i < count; i++) {
        strcat(all, seen[i]);
        strcat(all, " ");
    }
    CHECK_STR(all, text);
    forget();
}

static int visit(const char *path, const struct stat *status, int kind, struct FTW *place) {
    note(path, kind);
    const char *slash = strrchr(path, '/');
    int level = 0;
    for (const char *c = path; *c != '\0'; c++)
        level += *c == '/';
    wrong += place->base != (slash == NULL ? 0 : slash + 1 - path);
    wrong += place->level != level;
    if (kind == FTW_F)
        wrong += !S_ISREG(status->st_mode);
    int open = open_descriptors();
    if (open > descriptors)
        descriptors = open;
    return 0;
}

static int here(const char *path, const struct stat *status, int kind, struct FTW *place) {
    note(path, kind);
    struct stat same;
    wrong += lstat(path + place->base, &same) != 0 || same.st_ino != status->st_ino;
    return 0;
}

static int first_file(const char *path, const struct stat *status, int kind, struct FTW *place) {
    (void)path, (void)status, (void)place;
    return kind == FTW_F ? 42 : 0;
}

static int old_visit(const char *path, const struct stat *status, int kind) {
    (void)status;
    note(path, kind);
    return 0;
}

static int remove_it(const char *path, const struct stat *status, int kind, struct FTW *place) {
    (void)status, (void)kind, (void)place;
    return remove(path);
}

#ifdef FTW_ACTIONRETVAL
static int skip_sub(const char *path, const struct stat *status, int kind, struct FTW *place) {
    (void)status, (void)place;
    note(path, kind);
    return strcmp(path, "top/sub") == 0 ? FTW_SKIP_SUBTREE : FTW_CONTINUE;
}

static int skip_siblings(const char *path, const struct stat *status, int kind, struct FTW *place) {
    (void)path, (void)status;
    count += kind == FTW_F && place->level == 2;
    return place->level == 2 ? FTW_SKIP_SIBLINGS : FTW_CONTINUE;
}
#endif

/* A tree whose paths are longer than the system accepts. */
static void deep(void) {
    make_deep_tree(folder);
    CHECK_INT(nftw("deep", visit, 64, FTW_PHYS), 0);
    CHECK_INT(count, 41);
    forget();
#ifndef __GLIBC__
    /* An assertion of glibc fails here. */
    CHECK_INT(nftw("deep", visit, 64, FTW_PHYS | FTW_CHDIR), 0);
    CHECK_INT(count, 41);
    forget();
#endif
    CHECK_INT(chdir("deep"), 0);
    for (int i = 0; i < 40; i++)
        if (chdir(deep_name) != 0)
            CHECK(0);
    for (int i = 0; i < 40; i++)
        if (chdir("..") != 0 || rmdir(deep_name) != 0)
            CHECK(0);
    CHECK_INT(chdir(folder), 0);
    CHECK_INT(rmdir("deep"), 0);
}

int main(void) {
    CHECK(mkdtemp(folder) != NULL);
    CHECK_INT(chdir(folder), 0);
    mkdir("top", 0700);
    mkdir("top/sub", 0700);
    mkdir("top/sub/leaf", 0700);
    static const char *const files[] = {"top/a", "top/sub/b", "top/sub/c"};
    for (int i = 0; i < 3; i++)
        close(open(files[i], O_CREAT | O_WRONLY, 0600));
    CHECK_INT(symlink("nowhere", "top/broken"), 0);
    CHECK_INT(symlink("..", "top/sub/up"), 0);

    CHECK_INT(nftw("top", visit, 20, FTW_PHYS), 0);
    expect("Dtop Dtop/sub Dtop/sub/leaf Ftop/a Ftop/sub/b Ftop/sub/c Ltop/broken Ltop/sub/up ");
    CHECK_INT(nftw("top", visit, 20, FTW_PHYS | FTW_DEPTH), 0);
    CHECK_STR(seen[count - 1], "Ptop");
    expect("Ftop/a Ftop/sub/b Ftop/sub/c Ltop/broken Ltop/sub/up Ptop Ptop/sub Ptop/sub/leaf ");
    /* Links are followed, but nothing is reported twice. */
    CHECK_INT(nftw("top", visit, 20, 0), 0);
    expect("Btop/broken Dtop Dtop/sub Dtop/sub/leaf Ftop/a Ftop/sub/b Ftop/sub/c ");
    CHECK_INT(nftw("top", visit, 20, FTW_MOUNT), 0);
    CHECK_INT(count, 7);
    forget();
    CHECK_INT(nftw("top", here, 20, FTW_PHYS | FTW_CHDIR), 0);
    CHECK_INT(count, 8);
    forget();
    CHECK_INT(nftw("top/sub", here, 1, FTW_PHYS | FTW_CHDIR | FTW_DEPTH), 0);
    expect("Ftop/sub/b Ftop/sub/c Ltop/sub/up Ptop/sub Ptop/sub/leaf ");
#ifndef __GLIBC__
    /* glibc does not come back to the parent of a directory whose descriptor it gave up. */
    CHECK_INT(wrong, 0);
#endif
    char now[200];
    CHECK_STR(getcwd(now, sizeof now), folder);

    descriptors = 0;
    int before = open_descriptors();
    CHECK_INT(nftw("top", visit, 1, FTW_PHYS), 0);
    CHECK_INT(count, 8);
    forget();
    CHECK(descriptors <= before + 1);
    CHECK_INT(nftw("top", first_file, 20, FTW_PHYS), 42);
    CHECK_INT(nftw("top/a", visit, 20, FTW_PHYS), 0);
    expect("Ftop/a ");
    CHECK_ERRNO(nftw("top/none", visit, 20, 0), -1, ENOENT);
    CHECK_ERRNO(nftw("", visit, 20, 0), -1, ENOENT);
    CHECK_ERRNO(nftw("top/a/b", visit, 20, FTW_PHYS), -1, ENOTDIR);

    CHECK_INT(ftw("top", old_visit, 20), 0);
    expect("Dtop Dtop/sub Dtop/sub/leaf Ftop/a Ftop/sub/b Ftop/sub/c Ntop/broken ");
#ifdef FTW_ACTIONRETVAL
    CHECK_INT(nftw("top", skip_sub, 20, FTW_PHYS | FTW_ACTIONRETVAL), 0);
    expect("Dtop Dtop/sub Ftop/a Ltop/broken ");
    CHECK_INT(nftw("top", skip_siblings, 20, FTW_PHYS | FTW_ACTIONRETVAL), 0);
    CHECK(count <= 1);
    count = 0;
#endif
    if (geteuid() != 0) {
        CHECK_INT(chmod("top/sub", 0), 0);
        CHECK_INT(nftw("top", visit, 20, FTW_PHYS), 0);
        expect("Dtop Ftop/a Ltop/broken Rtop/sub ");
        CHECK_INT(chmod("top/sub", 0700), 0);
    }
    deep();
    CHECK_INT(nftw(folder, remove_it, 20, FTW_PHYS | FTW_DEPTH), 0);
    CHECK_ERRNO(access(folder, F_OK), -1, ENOENT);
    return test_done();
}
