//! Neighbouring powers of two.

use crate::types::{c_uchar, c_uint, c_ulong, c_ulonglong, c_ushort};

/// C23 7.18: the largest power of two that is not greater; 0 for 0.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_bit_floor_uc(value: c_uchar) -> c_uchar {
    if value == 0 { 0 } else { 1 << value.ilog2() }
}

/// C23 7.18: the largest power of two that is not greater; 0 for 0.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_bit_floor_us(value: c_ushort) -> c_ushort {
    if value == 0 { 0 } else { 1 << value.ilog2() }
}

/// C23 7.18: the largest power of two that is not greater; 0 for 0.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_bit_floor_ui(value: c_uint) -> c_uint {
    if value == 0 { 0 } else { 1 << value.ilog2() }
}

/// C23 7.18: the largest power of two that is not greater; 0 for 0.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_bit_floor_ul(value: c_ulong) -> c_ulong {
    if value == 0 { 0 } else { 1 << value.ilog2() }
}

/// C23 7.18: the largest power of two that is not greater; 0 for 0.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_bit_floor_ull(value: c_ulonglong) -> c_ulonglong {
    if value == 0 { 0 } else { 1 << value.ilog2() }
}

/// C23 7.18: the smallest power of two that is not less; 0 if the type has none.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_bit_ceil_uc(value: c_uchar) -> c_uchar {
    value.checked_next_power_of_two().unwrap_or(0)
}

/// C23 7.18: the smallest power of two that is not less; 0 if the type has none.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_bit_ceil_us(value: c_ushort) -> c_ushort {
    value.checked_next_power_of_two().unwrap_or(0)
}

/// C23 7.18: the smallest power of two that is not less; 0 if the type has none.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_bit_ceil_ui(value: c_uint) -> c_uint {
    value.checked_next_power_of_two().unwrap_or(0)
}

/// C23 7.18: the smallest power of two that is not less; 0 if the type has none.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_bit_ceil_ul(value: c_ulong) -> c_ulong {
    value.checked_next_power_of_two().unwrap_or(0)
}

/// C23 7.18: the smallest power of two that is not less; 0 if the type has none.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_bit_ceil_ull(value: c_ulonglong) -> c_ulonglong {
    value.checked_next_power_of_two().unwrap_or(0)
}
