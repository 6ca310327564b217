/* tmpfile and tmpnam. */
#include <unistd.h>
#include "../test.h"

int main(void) {
    FILE *f = tmpfile();
    REQUIRE(f != NULL);
    fputs("data", f);
    rewind(f);
    CHECK_INT(fgetc(f), 'd');
    FILE *g = tmpfile();
    REQUIRE(g != NULL);
    CHECK_INT(fgetc(g), EOF);
    CHECK_INT(fclose(f), 0);
    CHECK_INT(fclose(g), 0);
    char name[L_tmpnam], again[L_tmpnam];
    CHECK(tmpnam(name) == name);
    CHECK(access(name, F_OK) != 0);
    CHECK(tmpnam(again) == again && strcmp(name, again) != 0);
    char *own = tmpnam(NULL);
    CHECK(own != NULL && strlen(own) < L_tmpnam);
    return test_done();
}
