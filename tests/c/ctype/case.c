/* Case mappings and the ASCII functions. */
#include <ctype.h>
#include <stdio.h>
#include "test.h"

int main(void) {
    int wrong = 0;
    for (int c = EOF; c <= 255; c++) {
        wrong += toupper(c) != (c >= 'a' && c <= 'z' ? c - 32 : c);
        wrong += tolower(c) != (c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    CHECK_INT(wrong, 0);
    CHECK_INT(_toupper('q'), 'Q');
    CHECK_INT(_tolower('Q'), 'q');
    CHECK(isascii(127) && !isascii(128) && !isascii(-1));
    CHECK_INT(toascii(0x1c1), 0x41);
    return test_done();
}
