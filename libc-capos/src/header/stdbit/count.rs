//! Counts of bits.

use crate::types::{c_uchar, c_uint, c_ulong, c_ulonglong, c_ushort};

/// C23 7.18: how many bits are zero.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_count_zeros_uc(value: c_uchar) -> c_uint {
    value.count_zeros()
}

/// C23 7.18: how many bits are zero.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_count_zeros_us(value: c_ushort) -> c_uint {
    value.count_zeros()
}

/// C23 7.18: how many bits are zero.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_count_zeros_ui(value: c_uint) -> c_uint {
    value.count_zeros()
}

/// C23 7.18: how many bits are zero.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_count_zeros_ul(value: c_ulong) -> c_uint {
    value.count_zeros()
}

/// C23 7.18: how many bits are zero.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_count_zeros_ull(value: c_ulonglong) -> c_uint {
    value.count_zeros()
}

/// C23 7.18: how many bits are one.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_count_ones_uc(value: c_uchar) -> c_uint {
    value.count_ones()
}

/// C23 7.18: how many bits are one.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_count_ones_us(value: c_ushort) -> c_uint {
    value.count_ones()
}

/// C23 7.18: how many bits are one.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_count_ones_ui(value: c_uint) -> c_uint {
    value.count_ones()
}

/// C23 7.18: how many bits are one.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_count_ones_ul(value: c_ulong) -> c_uint {
    value.count_ones()
}

/// C23 7.18: how many bits are one.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_count_ones_ull(value: c_ulonglong) -> c_uint {
    value.count_ones()
}

/// C23 7.18: whether exactly one bit is one.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_has_single_bit_uc(value: c_uchar) -> bool {
    value.is_power_of_two()
}

/// C23 7.18: whether exactly one bit is one.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_has_single_bit_us(value: c_ushort) -> bool {
    value.is_power_of_two()
}

/// C23 7.18: whether exactly one bit is one.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_has_single_bit_ui(value: c_uint) -> bool {
    value.is_power_of_two()
}

/// C23 7.18: whether exactly one bit is one.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_has_single_bit_ul(value: c_ulong) -> bool {
    value.is_power_of_two()
}

/// C23 7.18: whether exactly one bit is one.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_has_single_bit_ull(value: c_ulonglong) -> bool {
    value.is_power_of_two()
}

/// C23 7.18: how many bits the value needs.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_bit_width_uc(value: c_uchar) -> c_uint {
    c_uchar::BITS - value.leading_zeros()
}

/// C23 7.18: how many bits the value needs.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_bit_width_us(value: c_ushort) -> c_uint {
    c_ushort::BITS - value.leading_zeros()
}

/// C23 7.18: how many bits the value needs.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_bit_width_ui(value: c_uint) -> c_uint {
    c_uint::BITS - value.leading_zeros()
}

/// C23 7.18: how many bits the value needs.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_bit_width_ul(value: c_ulong) -> c_uint {
    c_ulong::BITS - value.leading_zeros()
}

/// C23 7.18: how many bits the value needs.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_bit_width_ull(value: c_ulonglong) -> c_uint {
    c_ulonglong::BITS - value.leading_zeros()
}
