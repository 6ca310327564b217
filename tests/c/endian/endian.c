/* Byte order. */
#define _DEFAULT_SOURCE
#include <endian.h>
#include <stdint.h>

#include "../test.h"

int main(void) {
    uint32_t one = 1;
    CHECK_INT(*(unsigned char *)&one, BYTE_ORDER == LITTLE_ENDIAN);
    CHECK_INT(htobe16(0x1234), 0x3412);
    CHECK_INT(htobe32(0x12345678), 0x78563412);
    CHECK(htobe64(0x0102030405060708) == 0x0807060504030201);
    CHECK_INT(be16toh(htobe16(0xabcd)), 0xabcd);
    CHECK_INT(be32toh(htobe32(0xabcdef01)), 0xabcdef01);
    CHECK(be64toh(htobe64(0xabcdef0123456789)) == 0xabcdef0123456789);
    CHECK_INT(htole32(0x12345678), 0x12345678);
    CHECK_INT(le16toh(0x1234), 0x1234);
    CHECK(htole64(5) == 5 && le64toh(5) == 5 && le32toh(5) == 5 && htole16(5) == 5);
    return test_done();
}
