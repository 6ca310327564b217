/* Parts of path names: the table of POSIX. */
#include <libgen.h>

#include "../test.h"

static const char *const table[][3] = {
    {"usr", ".", "usr"},
    {"usr/", ".", "usr"},
    {"", ".", "."},
    {"/", "/", "/"},
    {"//", "/", "/"},
    {"///", "/", "/"},
    {"/usr/", "/", "usr"},
    {"/usr/lib", "/usr", "lib"},
    {"//usr//lib//", "//usr", "lib"},
    {"/home//dwc//test", "/home//dwc", "test"},
    {"a/b/", "a", "b"},
    {".", ".", "."},
    {"..", ".", ".."},
};

int main(void) {
    for (unsigned i = 0; i < sizeof table / sizeof table[0]; i++) {
        char path[40];
        strcpy(path, table[i][0]);
        const char *directory = dirname(path);
        /* POSIX lets "//" be itself. */
        CHECK(strcmp(directory, table[i][1]) == 0 || (i == 4 && strcmp(directory, "//") == 0));
        strcpy(path, table[i][0]);
        const char *base = basename(path);
        CHECK(strcmp(base, table[i][2]) == 0 || (i == 4 && strcmp(base, "//") == 0));
    }
    CHECK_STR(dirname(NULL), ".");
    CHECK_STR(basename(NULL), ".");
    return test_done();
}
