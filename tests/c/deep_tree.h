/* Folders in each other, whose paths are longer than the system accepts. */
#ifndef DEEP_TREE_H
#define DEEP_TREE_H

#include <sys/stat.h>
#include <unistd.h>

/* What each but the first is called. */
static char deep_name[201];

/* "deep" in the working directory with forty more below it; the folder is where the program goes afterwards. */
static void make_deep_tree(const char *folder) {
    memset(deep_name, 'n', 200);
    CHECK_INT(mkdir("deep", 0700), 0);
    CHECK_INT(chdir("deep"), 0);
    for (int i = 0; i < 40; i++)
        if (mkdir(deep_name, 0700) != 0 || chdir(deep_name) != 0)
            CHECK(0);
    CHECK_INT(chdir(folder), 0);
}

#endif
