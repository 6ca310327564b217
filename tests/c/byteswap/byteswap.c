/* Bytes in reverse order. */
#include <byteswap.h>

#include "../test.h"

int main(void) {
    CHECK_INT(bswap_16(0x1234), 0x3412);
    CHECK_INT(bswap_32(0x12345678U), 0x78563412);
    CHECK(bswap_64(0x0102030405060708ULL) == 0x0807060504030201ULL);
    return test_done();
}
