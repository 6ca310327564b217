/* Functions and formats of the widest integers. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <wchar.h>
#include "test.h"

int main(void) {
    char text[128], *end;
    wchar_t *wend;
    imaxdiv_t parts = imaxdiv(-7, 2);
    int8_t i8;
    uint64_t u64;
    int_fast16_t f16;
    CHECK_INT(imaxabs(-5), 5);
    CHECK(parts.quot == -3 && parts.rem == -1);
    CHECK_INT(strtoimax("-0x10z", &end, 0), -16);
    CHECK_STR(end, "z");
    CHECK_ERRNO(strtoimax("9223372036854775808", NULL, 10), INTMAX_MAX, ERANGE);
    CHECK(strtoumax("18446744073709551615", NULL, 10) == UINTMAX_MAX);
    CHECK_INT(wcstoimax(L"123q", &wend, 10), 123);
    CHECK(*wend == L'q');
    CHECK(wcstoumax(L"ff", NULL, 16) == 255);
    sprintf(text, "%" PRId64 " %" PRIx32 " %" PRIu8 " %" PRIXPTR " %" PRIdMAX " %" PRIoLEAST16, -((int64_t)1 << 40),
            (uint32_t)0xbeef, (uint8_t)200, (uintptr_t)0xabc, (intmax_t)7, (uint_least16_t)8);
    CHECK_STR(text, "-1099511627776 beef 200 ABC 7 10");
    CHECK_INT(sscanf("-12 345 6", "%" SCNd8 " %" SCNu64 " %" SCNdFAST16, &i8, &u64, &f16), 3);
    CHECK(i8 == -12 && u64 == 345 && f16 == 6);
    return test_done();
}
