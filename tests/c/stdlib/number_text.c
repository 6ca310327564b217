/* strfromd and its relatives: C23, in glibc by an extension macro. */
#define __STDC_WANT_IEC_60559_BFP_EXT__ 1
#define _GNU_SOURCE
#include <stdlib.h>

#include "../test.h"

int main(void) {
    char text[64];
    CHECK_INT(strfromd(text, sizeof text, "%.3f", 3.14159), 5);
    CHECK_STR(text, "3.142");
    CHECK_INT(strfromd(text, sizeof text, "%g", 1e100), 6);
    CHECK_STR(text, "1e+100");
    CHECK_INT(strfromd(text, 3, "%.2e", 12345.0), 8);
    CHECK_STR(text, "1.");
    CHECK_INT(strfromd(NULL, 0, "%A", 1.0), 6);
    CHECK_INT(strfromf(text, sizeof text, "%.10g", 0.1f), 12);
    CHECK_STR(text, "0.1000000015");
    CHECK_INT(strfroml(text, sizeof text, "%.22g", 0.1L), 24);
    CHECK_STR(text, "0.1000000000000000000014");
    CHECK_INT(strfroml(text, sizeof text, "%a", -2.0L) > 0, 1);
    CHECK(strtold(text, NULL) == -2.0L);
    return test_done();
}
