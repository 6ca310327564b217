/* Pipes to and from the shell, where there is one. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include "test.h"

int main(void) {
    char line[64];
    CHECK_ERRNO(popen("true", "rw"), NULL, EINVAL);
    if (access("/bin/sh", X_OK) != 0)
        return test_done();
    fflush(stdout);
    FILE *stream = popen("echo one; echo two; exit 5", "r");
    REQUIRE(stream != NULL);
    CHECK_INT(fcntl(fileno(stream), F_GETFD), 0);
    CHECK(fgets(line, sizeof line, stream) != NULL);
    CHECK_STR(line, "one\n");
    CHECK(fgets(line, sizeof line, stream) != NULL);
    CHECK_STR(line, "two\n");
    CHECK(fgets(line, sizeof line, stream) == NULL);
    CHECK_INT(pclose(stream), 5 << 8);

    stream = popen("cat > popen-output", "we");
    REQUIRE(stream != NULL);
    CHECK_INT(fcntl(fileno(stream), F_GETFD), FD_CLOEXEC);
    fputs("written\n", stream);
    CHECK_INT(pclose(stream), 0);
    FILE *file = fopen("popen-output", "r");
    REQUIRE(file != NULL);
    CHECK(fgets(line, sizeof line, file) != NULL);
    CHECK_STR(line, "written\n");
    fclose(file);
    unlink("popen-output");

    /* The second does not hold the first's writing end open. */
    FILE *first = popen("cat >/dev/null", "w"), *second = popen("cat >/dev/null", "w");
    REQUIRE(first != NULL && second != NULL);
    CHECK_INT(pclose(first), 0);
    CHECK_INT(pclose(second), 0);
    CHECK_INT(pclose(popen("exit 127", "r")), 127 << 8);
    return test_done();
}
