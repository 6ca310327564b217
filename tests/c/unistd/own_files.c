/* What a process is told of itself and of the machine under /proc. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "test.h"

static char text[8192];

/* The file's text, of which there is some. */
static const char *contents(const char *path) {
    int fd = open(path, O_RDONLY);
    ssize_t length = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
    close(fd);
    text[length > 0 ? length : 0] = '\0';
    return text;
}

static void program(const char *own_name) {
    char path[PATH_MAX] = "", magic[4] = "";
    struct stat by_path, by_link;
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    CHECK(length > 1 && path[0] == '/');
    CHECK_INT(stat(own_name, &by_path), 0);
    CHECK_INT(stat("/proc/self/exe", &by_link), 0);
    CHECK(by_path.st_ino == by_link.st_ino && by_path.st_dev == by_link.st_dev);
    CHECK_INT(lstat("/proc/self/exe", &by_link), 0);
    CHECK(S_ISLNK(by_link.st_mode));
    CHECK_INT(access("/proc/self/exe", X_OK), 0);
    int fd = open("/proc/self/exe", O_RDONLY);
    CHECK(fd >= 0);
    CHECK_INT(read(fd, magic, 4), 4);
    CHECK(memcmp(magic, "\177ELF", 4) == 0);
    close(fd);
    CHECK(strncmp(contents("/proc/self/cmdline"), own_name, strlen(own_name) + 1) == 0);
}

static void descriptors(void) {
    char name[] = "/tmp/own-XXXXXX", path[64], byte = 0;
    int fd = mkstemp(name);
    CHECK(fd >= 0);
    CHECK_INT(write(fd, "x", 1), 1);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    int other = open(path, O_RDONLY);
    CHECK(other >= 0);
    CHECK_INT(pread(other, &byte, 1, 0), 1);
    CHECK_INT(byte, 'x');
    close(other);
    strcat(path, "/../../../../etc");
    CHECK(open(path, O_RDONLY) == -1 && (errno == ENOENT || errno == ENOTDIR));
    CHECK_ERRNO(open("/proc/self/fd/4095", O_RDONLY), -1, ENOENT);
    close(fd);
    unlink(name);
}

int main(int argc, char **argv) {
    char path[64];
    (void)argc;
    program(argv[0]);
    descriptors();
    CHECK(strstr(contents("/proc/cpuinfo"), "processor\t: 0") != NULL);
    CHECK(strstr(contents("/proc/meminfo"), "MemTotal:") != NULL);
    CHECK(strtod(contents("/proc/uptime"), NULL) > 0);
    CHECK(strchr(contents("/proc/loadavg"), '/') != NULL);
    CHECK(strstr(contents("/proc/mounts"), " / ") != NULL);
    CHECK(strlen(contents("/proc/version")) > 5);
    snprintf(path, sizeof path, "Pid:\t%ld\n", (long)getpid());
    CHECK(strstr(contents("/proc/self/status"), path) != NULL);
    snprintf(path, sizeof path, "/proc/%ld/stat", (long)getpid());
    CHECK_INT(strtol(contents(path), NULL, 10), getpid());
    CHECK_ERRNO(open("/proc/self/nothing", O_RDONLY), -1, ENOENT);
    CHECK_INT(access("/proc/uptime", R_OK), 0);
    return test_done();
}
