/* setvbuf and its kin, observed through a pipe. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio_ext.h>
#include <unistd.h>
#include "../test.h"

static int ends[2];

/* How many bytes have come through. */
static int arrived(void) {
    char buffer[16384];
    ssize_t count = read(ends[0], buffer, sizeof buffer);
    return count < 0 ? 0 : (int)count;
}

static FILE *writer(void) {
    REQUIRE(pipe(ends) == 0);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    FILE *f = fdopen(ends[1], "w");
    REQUIRE(f != NULL);
    return f;
}

static void finish(FILE *f) {
    CHECK_INT(fclose(f), 0);
    close(ends[0]);
}

int main(void) {
    FILE *f = writer();
    fputs("full\n", f);
    CHECK_INT(arrived(), 0);
    CHECK_INT(__fpending(f), 5);
    CHECK(__fwriting(f) && __fwritable(f) && !__freading(f) && !__freadable(f) && !__flbf(f));
    CHECK(__fbufsize(f) >= 1024);
    CHECK_INT(__fsetlocking(f, FSETLOCKING_QUERY), FSETLOCKING_INTERNAL);
    fflush(f);
    CHECK_INT(arrived(), 5);
    finish(f);

    f = writer();
    CHECK_INT(setvbuf(f, NULL, _IONBF, 0), 0);
    fputc('x', f);
    CHECK_INT(arrived(), 1);
    fprintf(f, "%d-%s", 12, "ab");
    CHECK_INT(arrived(), 5);
    finish(f);

    f = writer();
    static char line[256];
    CHECK_INT(setvbuf(f, line, _IOLBF, sizeof line), 0);
    fputs("part", f);
    CHECK_INT(arrived(), 0);
    fputs("ial\nrest", f);
    CHECK_INT(arrived(), 8);
    fputc('\n', f);
    CHECK_INT(arrived(), 5);
    finish(f);

    f = writer();
    static char own[64];
    CHECK_INT(setvbuf(f, own, _IOFBF, sizeof own), 0);
    for (int i = 0; i < 100; i++)
        fputc('y', f);
    CHECK(arrived() > 0);
    finish(f);

    f = writer();
    CHECK(setvbuf(f, NULL, 99, 0) != 0);
    setlinebuf(f);
    fputs("a\nb", f);
    CHECK_INT(arrived(), 2);
    CHECK(__flbf(f));
    _flushlbf();
    CHECK_INT(arrived(), 1);
    fputs("c", f);
    __fpurge(f);
    finish(f);

    f = writer();
    static char traditional[BUFSIZ];
    setbuf(f, traditional);
    fputs("z", f);
    CHECK_INT(arrived(), 0);
    finish(f);
    return test_done();
}
