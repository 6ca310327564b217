//! Counts of trailing bits.

use crate::types::{c_uchar, c_uint, c_ulong, c_ulonglong, c_ushort};

/// C23 7.18: how many zeros stand behind the lowest one.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_trailing_zeros_uc(value: c_uchar) -> c_uint {
    value.trailing_zeros()
}

/// C23 7.18: how many zeros stand behind the lowest one.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_trailing_zeros_us(value: c_ushort) -> c_uint {
    value.trailing_zeros()
}

/// C23 7.18: how many zeros stand behind the lowest one.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_trailing_zeros_ui(value: c_uint) -> c_uint {
    value.trailing_zeros()
}

/// C23 7.18: how many zeros stand behind the lowest one.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_trailing_zeros_ul(value: c_ulong) -> c_uint {
    value.trailing_zeros()
}

/// C23 7.18: how many zeros stand behind the lowest one.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_trailing_zeros_ull(value: c_ulonglong) -> c_uint {
    value.trailing_zeros()
}

/// C23 7.18: how many ones stand behind the lowest zero.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_trailing_ones_uc(value: c_uchar) -> c_uint {
    value.trailing_ones()
}

/// C23 7.18: how many ones stand behind the lowest zero.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_trailing_ones_us(value: c_ushort) -> c_uint {
    value.trailing_ones()
}

/// C23 7.18: how many ones stand behind the lowest zero.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_trailing_ones_ui(value: c_uint) -> c_uint {
    value.trailing_ones()
}

/// C23 7.18: how many ones stand behind the lowest zero.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_trailing_ones_ul(value: c_ulong) -> c_uint {
    value.trailing_ones()
}

/// C23 7.18: how many ones stand behind the lowest zero.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_trailing_ones_ull(value: c_ulonglong) -> c_uint {
    value.trailing_ones()
}
