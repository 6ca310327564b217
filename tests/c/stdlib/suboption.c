/* Suboptions. */
#define _XOPEN_SOURCE 700
#include <stdlib.h>

#include "../test.h"

int main(void) {
    char ro[] = "ro", size[] = "size", name[] = "name";
    char *const tokens[] = {ro, size, name, NULL};
    char text[] = "size=10,ro,nam=x,name=,unknown=3,ro=,name";
    char *option = text, *value;
    CHECK_INT(getsubopt(&option, tokens, &value), 1);
    CHECK_STR(value, "10");
    CHECK_INT(getsubopt(&option, tokens, &value), 0);
    CHECK(value == NULL);
    CHECK_INT(getsubopt(&option, tokens, &value), -1);
    CHECK_STR(value, "nam=x");
    CHECK_INT(getsubopt(&option, tokens, &value), 2);
    CHECK_STR(value, "");
    CHECK_INT(getsubopt(&option, tokens, &value), -1);
    CHECK_STR(value, "unknown=3");
    CHECK_INT(getsubopt(&option, tokens, &value), 0);
    CHECK_STR(value, "");
    CHECK_INT(getsubopt(&option, tokens, &value), 2);
    CHECK(value == NULL);
    CHECK_INT(*option, 0);
    return test_done();
}
