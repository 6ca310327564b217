/* Bits of unsigned integers; with libraries that have the header. */
#include "../test.h"

#if defined(__has_include) && __has_include(<stdbit.h>)
#include <stdbit.h>

static void values(void) {
    CHECK_INT(stdc_leading_zeros_uc(1), 7);
    CHECK_INT(stdc_leading_zeros_us(0), 16);
    CHECK_INT(stdc_leading_ones_ui(0xf0000000U), 4);
    CHECK_INT(stdc_leading_ones_ull(~0ULL), 64);
    CHECK_INT(stdc_trailing_zeros_ul(8), 3);
    CHECK_INT(stdc_trailing_zeros_uc(0), 8);
    CHECK_INT(stdc_trailing_ones_us(7), 3);
    CHECK_INT(stdc_first_leading_zero_uc(0xc0), 3);
    CHECK_INT(stdc_first_leading_zero_uc(0xff), 0);
    CHECK_INT(stdc_first_leading_one_ui(0), 0);
    CHECK_INT(stdc_first_leading_one_ui(1), 32);
    CHECK_INT(stdc_first_trailing_zero_ul(3), 3);
    CHECK_INT(stdc_first_trailing_zero_ul(~0UL), 0);
    CHECK_INT(stdc_first_trailing_one_ull(0x10), 5);
    CHECK_INT(stdc_first_trailing_one_ull(0), 0);
    CHECK_INT(stdc_count_zeros_uc(0x0f), 4);
    CHECK_INT(stdc_count_ones_ui(0xff00ff), 16);
    CHECK(stdc_has_single_bit_us(0x400));
    CHECK(!stdc_has_single_bit_us(0));
    CHECK(!stdc_has_single_bit_us(3));
    CHECK_INT(stdc_bit_width_ui(0), 0);
    CHECK_INT(stdc_bit_width_ul(255), 8);
    CHECK_INT(stdc_bit_floor_ui(0), 0);
    CHECK_INT(stdc_bit_floor_ui(1000), 512);
    CHECK_INT(stdc_bit_ceil_us(1000), 1024);
    CHECK_INT(stdc_bit_ceil_uc(0), 1);
    CHECK_INT(stdc_bit_ceil_uc(200), 0);
    CHECK_INT(stdc_leading_zeros((unsigned char)1), 7);
    CHECK_INT(stdc_bit_ceil(5UL), 8);
    CHECK_INT(__STDC_ENDIAN_NATIVE__, __STDC_ENDIAN_LITTLE__);
}
#else
static void values(void) {
    CHECK(1);
}
#endif

int main(void) {
    values();
    return test_done();
}
