#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "test.h"

static char folder[] = "/tmp/glob-XXXXXX";

/* The results as one text. */
static const char *joined(const glob_t *found) {
    static char text[1000];
    text[0] = '\0';
    for (size_t i = 0; i < found->gl_pathc; i++) {
        strcat(text, found->gl_pathv[found->gl_offs + i]);
        strcat(text, " ");
    }
    return text;
}

static void expect(const char *pattern, int flags, const char *text) {
    glob_t found;
    CHECK_INT(glob(pattern, flags, NULL, &found), 0);
    CHECK_STR(joined(&found), text);
    CHECK(found.gl_pathv[found.gl_pathc] == NULL);
    globfree(&found);
}

static void none(const char *pattern, int flags) {
    glob_t found;
    CHECK_INT(glob(pattern, flags, NULL, &found), GLOB_NOMATCH);
    globfree(&found);
}

static char seen[300];
static int seen_error;

static int note(const char *path, int error) {
    strcpy(seen, path);
    seen_error = error;
    return 0;
}

static int stop(const char *path, int error) {
    note(path, error);
    return 1;
}

static void errors(void) {
    glob_t found;
    CHECK_INT(glob("missing/*", 0, note, &found), GLOB_NOMATCH);
    CHECK_STR(seen, "missing");
    CHECK_INT(seen_error, ENOENT);
    globfree(&found);
    CHECK_INT(glob("missing/*", 0, stop, &found), GLOB_ABORTED);
    globfree(&found);
    CHECK_INT(glob("missing/*", GLOB_ERR, NULL, &found), GLOB_ABORTED);
    globfree(&found);
    /* What is no directory is no error. */
    seen[0] = '\0';
    CHECK_INT(glob("a.c/*", GLOB_ERR, stop, &found), GLOB_NOMATCH);
    CHECK_STR(seen, "");
    globfree(&found);
    CHECK_INT(glob("*/*", GLOB_ERR, stop, &found), 0);
    globfree(&found);
}

static void offsets_and_appending(void) {
    glob_t found;
    found.gl_offs = 2;
    CHECK_INT(glob("*.c", GLOB_DOOFFS, NULL, &found), 0);
    CHECK_INT(found.gl_pathc, 2);
    CHECK(found.gl_pathv[0] == NULL && found.gl_pathv[1] == NULL);
    CHECK_STR(joined(&found), "a.c b.c ");
    CHECK_INT(glob("*.h", GLOB_DOOFFS | GLOB_APPEND, NULL, &found), 0);
    CHECK_STR(joined(&found), "a.c b.c b.h ");
    CHECK_INT(glob("none", GLOB_DOOFFS | GLOB_APPEND, NULL, &found), GLOB_NOMATCH);
    CHECK_INT(found.gl_pathc, 3);
    CHECK_INT(glob("none", GLOB_DOOFFS | GLOB_APPEND | GLOB_NOCHECK, NULL, &found), 0);
    CHECK_STR(joined(&found), "a.c b.c b.h none ");
    CHECK(found.gl_pathv[6] == NULL);
    globfree(&found);
}

/* A file system of the program. */
static int place;
static const char *const invented[] = {"one.x", "two.x", "three"};

static void *open_invented(const char *path) {
    place = 0;
    return strcmp(path, "virtual") == 0 ? &place : NULL;
}

static struct dirent *read_invented(void *stream) {
    static struct dirent entry;
    CHECK(stream == &place);
    if (place == 3)
        return NULL;
    entry.d_ino = 1;
    entry.d_type = DT_REG;
    strcpy(entry.d_name, invented[place++]);
    return &entry;
}

static void close_invented(void *stream) {
    CHECK(stream == &place);
}

static int stat_invented(const char *path, struct stat *status) {
    memset(status, 0, sizeof *status);
    status->st_mode = strcmp(path, "virtual") == 0 ? S_IFDIR : S_IFREG;
    return 0;
}

static void program_functions(void) {
    glob_t found = {.gl_opendir = open_invented,
                    .gl_readdir = read_invented,
                    .gl_closedir = close_invented,
                    .gl_stat = stat_invented,
                    .gl_lstat = stat_invented};
    CHECK_INT(glob("virtual/*.x", GLOB_ALTDIRFUNC, NULL, &found), 0);
    CHECK_STR(joined(&found), "virtual/one.x virtual/two.x ");
    globfree(&found);
}

int main(void) {
    CHECK(mkdtemp(folder) != NULL);
    CHECK_INT(chdir(folder), 0);
    static const char *const files[] = {"a.c", "b.c", "b.h", ".hidden", "dir/x.c", "dir/y.c", "dir/sub/z.c"};
    mkdir("dir", 0700);
    mkdir("dir/sub", 0700);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        close(open(files[i], O_CREAT | O_WRONLY, 0600));
    CHECK_INT(symlink("nowhere", "broken"), 0);
    CHECK_INT(symlink("dir", "link"), 0);

    expect("*", 0, "a.c b.c b.h broken dir link ");
    expect("*.c", 0, "a.c b.c ");
    expect("?.[ch]", 0, "a.c b.c b.h ");
    expect(".h*", 0, ".hidden ");
    expect("*/*.c", 0, "dir/x.c dir/y.c link/x.c link/y.c ");
    expect("*/*/*", 0, "dir/sub/z.c link/sub/z.c ");
    expect("dir/../*.h", 0, "dir/../b.h ");
    expect("*/", 0, "dir/ link/ ");
    expect("a.c", 0, "a.c ");
    expect("broken", 0, "broken ");
    expect("*", GLOB_MARK, "a.c b.c b.h broken dir/ link/ ");
    expect("dir", GLOB_MARK, "dir/ ");
    expect("\\a.c", 0, "a.c ");
    none("\\a.c", GLOB_NOESCAPE);
    none("none*", 0);
    expect("none*", GLOB_NOCHECK, "none* ");
    expect("none", GLOB_NOMAGIC, "none ");
    none("none*", GLOB_NOMAGIC);
    expect("{b,a}.{h,c}", GLOB_BRACE, "b.h b.c a.c ");
    expect("{*.h,dir/*.c}", GLOB_BRACE, "b.h dir/x.c dir/y.c ");
    none("{*.h,dir/*.c}", 0);
    expect("*den", GLOB_PERIOD, ".hidden ");
    setenv("HOME", folder, 1);
    char home[100];
    sprintf(home, "%s/a.c ", folder);
    expect("~/a.*", GLOB_TILDE, home);
    sprintf(home, "%s ", folder);
    expect("~", GLOB_TILDE, home);
    none("~no.such.user/x", GLOB_TILDE_CHECK);
    none("~no.such.user/x", GLOB_TILDE);

    glob_t found;
    CHECK_INT(glob("d*", GLOB_NOSORT, NULL, &found), 0);
    CHECK_INT(found.gl_pathc, 1);
    CHECK(found.gl_flags & GLOB_MAGCHAR);
    globfree(&found);
    errors();
    offsets_and_appending();
    program_functions();

    unlink("broken");
    unlink("link");
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        unlink(files[i]);
    rmdir("dir/sub");
    rmdir("dir");
    CHECK_INT(rmdir(folder), 0);
    return test_done();
}
