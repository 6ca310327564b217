/* fgets, getline, getdelim. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include "../test.h"

int main(void) {
    FILE *f = tmpfile();
    REQUIRE(f != NULL);
    fputs("first\n\nthird line\nx:y:z", f);
    rewind(f);
    char buffer[8];
    CHECK(fgets(buffer, sizeof buffer, f) == buffer);
    CHECK_STR(buffer, "first\n");
    CHECK(fgets(buffer, sizeof buffer, f) == buffer);
    CHECK_STR(buffer, "\n");
    CHECK(fgets(buffer, sizeof buffer, f) == buffer);
    CHECK_STR(buffer, "third l");
    CHECK(fgets(buffer, 1, f) == buffer);
    CHECK_STR(buffer, "");
    CHECK(fgets(buffer, sizeof buffer, f) == buffer);
    CHECK_STR(buffer, "ine\n");

    char *line = NULL;
    size_t size = 0;
    CHECK_INT(getdelim(&line, &size, ':', f), 2);
    CHECK_STR(line, "x:");
    CHECK(size >= 3);
    CHECK_INT(getdelim(&line, &size, ':', f), 2);
    CHECK_INT(getdelim(&line, &size, ':', f), 1);
    CHECK_STR(line, "z");
    CHECK_INT(getdelim(&line, &size, ':', f), -1);
    CHECK(feof(f));
    CHECK(fgets(buffer, sizeof buffer, f) == NULL);

    rewind(f);
    for (int i = 0; i < 20000; i++)
        putc('a' + i % 26, f);
    fputs("\n\0after", f);
    fputc('\n', f);
    rewind(f);
    CHECK_INT(getline(&line, &size, f), 20001);
    CHECK(line[0] == 'a' && line[19999] == 'a' + 19999 % 26 && line[20000] == '\n' && line[20001] == 0);
    CHECK_INT(getline(&line, &size, f), 1);
    CHECK_STR(line, "\n");
    CHECK_INT(getline(&line, &size, f), -1);
    free(line);
    CHECK_ERRNO(getline(NULL, &size, f), -1, EINVAL);
    fclose(f);
    return test_done();
}
