/* Case mappings of wide characters. */
#include <locale.h>
#include <wctype.h>
#include "test.h"

int main(void) {
    CHECK_INT(towupper('a'), 'A');
    CHECK_INT(towlower('A'), 'a');
    CHECK_INT(towupper(0xe9), 0xe9);
    CHECK(setlocale(LC_CTYPE, "C.UTF-8") != NULL);
    CHECK_INT(towupper(0xe9), 0xc9);
    CHECK_INT(towlower(0xc9), 0xe9);
    CHECK_INT(towupper(0x3c2), 0x3a3);
    CHECK_INT(towlower(0x3a3), 0x3c3);
    CHECK_INT(towupper(0xdf), 0xdf);
    CHECK_INT(towlower(0x130), 'i');
    CHECK_INT(towupper(0x10428), 0x10400);
    CHECK_INT(towupper(WEOF), WEOF);
    CHECK_INT(towlower(0xd800), 0xd800);
    return test_done();
}
