#include <stdio_ext.h>
#include "test.h"

int main(void) {
/* glibc has none of these. */
#ifndef __GLIBC__
    static char text[] = "0123456789";
    FILE *f = fmemopen(text, 10, "r");
    size_t size = 99;
    CHECK_INT(__freadahead(f), 0);
    CHECK(__freadptr(f, &size) == NULL);
    CHECK_INT(fgetc(f), '0');
    CHECK_INT(__freadahead(f), 9);
    const char *ahead = __freadptr(f, &size);
    CHECK_INT(size, 9);
    CHECK(ahead != NULL && memcmp(ahead, "123456789", 9) == 0);
    __freadptrinc(f, 4);
    CHECK_INT(fgetc(f), '5');
    CHECK_INT(ungetc('x', f), 'x');
    CHECK_INT(__freadahead(f), 5);
    CHECK_INT(ftell(f), 5);
    CHECK(!ferror(f));
    __fseterr(f);
    CHECK(ferror(f));
    CHECK_INT(fgetc(f), 'x');
    clearerr(f);
    CHECK(!ferror(f));
    fclose(f);
#endif
    return test_done();
}
