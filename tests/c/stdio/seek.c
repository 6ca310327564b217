/* File positions. */
#include <errno.h>
#include <limits.h>
#include "../test.h"

int main(void) {
    FILE *f = tmpfile();
    REQUIRE(f != NULL);
    fputs("0123456789", f);
    CHECK_INT(ftell(f), 10);
    CHECK_INT(fseek(f, 3, SEEK_SET), 0);
    CHECK_INT(fgetc(f), '3');
    CHECK_INT(ftell(f), 4);
    CHECK_INT(fseek(f, 2, SEEK_CUR), 0);
    CHECK_INT(fgetc(f), '6');
    CHECK_INT(fseek(f, -1, SEEK_END), 0);
    CHECK_INT(fgetc(f), '9');
    CHECK_INT(fgetc(f), EOF);
    CHECK(feof(f));
    CHECK_INT(fseek(f, 0, SEEK_SET), 0);
    CHECK(!feof(f));
    CHECK_ERRNO(fseek(f, -1, SEEK_SET), -1, EINVAL);
    CHECK_ERRNO(fseek(f, 0, 77), -1, EINVAL);
    CHECK_INT(fseeko(f, 5, SEEK_SET), 0);
    CHECK_INT(ftello(f), 5);
    fputc('x', f);
    CHECK_INT(ftell(f), 6);
    CHECK_INT(fseek(f, 0, SEEK_CUR), 0);
    CHECK_INT(fgetc(f), '6');
    CHECK_INT(ungetc('q', f), 'q');
    CHECK_INT(ftell(f), 6);
    fpos_t position;
    CHECK_INT(fseek(f, 4, SEEK_SET), 0);
    CHECK_INT(fgetpos(f, &position), 0);
    CHECK_INT(fgetc(f), '4');
    CHECK_INT(fgetc(f), 'x');
    CHECK_INT(fsetpos(f, &position), 0);
    CHECK_INT(fgetc(f), '4');
    rewind(f);
    CHECK_INT(ftell(f), 0);
    CHECK_INT(fseek(f, 20, SEEK_SET), 0);
    fputc('e', f);
    CHECK_INT(fflush(f), 0);
    CHECK_INT(fseek(f, 0, SEEK_END), 0);
    CHECK_INT(ftell(f), 21);
    fseek(f, 15, SEEK_SET);
    CHECK_INT(fgetc(f), 0);
    fclose(f);
    return test_done();
}
