#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include "test.h"

static char folder[] = "/tmp/scandir-XXXXXX";

static const char *const names[] = {"b10", "a", "b9", "b1", "c.txt"};
enum { NAMES = sizeof names / sizeof *names };

static int visible(const struct dirent *entry) {
    errno = ERANGE;
    return entry->d_name[0] != '.';
}

static int nothing(const struct dirent *entry) {
    (void)entry;
    return 0;
}

static void expect(int n, struct dirent **list, const char *text) {
    char all[256] = "";
    for (int i = 0; i < n; i++) {
        strcat(all, list[i]->d_name);
        strcat(all, " ");
        free(list[i]);
    }
    free(list);
    CHECK_STR(all, text);
}

int main(void) {
    CHECK(mkdtemp(folder) != NULL);
    int fd = open(folder, O_RDONLY | O_DIRECTORY);
    CHECK(fd >= 0);
    for (int i = 0; i < NAMES; i++)
        close(openat(fd, names[i], O_CREAT | O_WRONLY, 0600));
    struct dirent **list;
    errno = 0;
    int n = scandir(folder, &list, visible, alphasort);
    CHECK_INT(n, NAMES);
    CHECK_INT(errno, 0);
    expect(n, list, "a b1 b10 b9 c.txt ");
    n = scandirat(fd, ".", &list, visible, versionsort);
    CHECK_INT(n, NAMES);
    expect(n, list, "a b1 b9 b10 c.txt ");
    n = scandir(folder, &list, NULL, alphasort);
    CHECK_INT(n, NAMES + 2);
    expect(n, list, ". .. a b1 b10 b9 c.txt ");
    n = scandir(folder, &list, nothing, NULL);
    CHECK_INT(n, 0);
    expect(n, list, "");
    CHECK_ERRNO(scandir("/tmp/does/not/exist", &list, NULL, NULL), -1, ENOENT);
    for (int i = 0; i < NAMES; i++)
        CHECK_INT(unlinkat(fd, names[i], 0), 0);
    close(fd);
    CHECK_INT(rmdir(folder), 0);
    return test_done();
}
