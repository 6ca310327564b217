//! Counts of leading bits.

use crate::types::{c_uchar, c_uint, c_ulong, c_ulonglong, c_ushort};

/// C23 7.18: how many zeros stand before the highest one.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_leading_zeros_uc(value: c_uchar) -> c_uint {
    value.leading_zeros()
}

/// C23 7.18: how many zeros stand before the highest one.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_leading_zeros_us(value: c_ushort) -> c_uint {
    value.leading_zeros()
}

/// C23 7.18: how many zeros stand before the highest one.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_leading_zeros_ui(value: c_uint) -> c_uint {
    value.leading_zeros()
}

/// C23 7.18: how many zeros stand before the highest one.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_leading_zeros_ul(value: c_ulong) -> c_uint {
    value.leading_zeros()
}

/// C23 7.18: how many zeros stand before the highest one.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_leading_zeros_ull(value: c_ulonglong) -> c_uint {
    value.leading_zeros()
}

/// C23 7.18: how many ones stand before the highest zero.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_leading_ones_uc(value: c_uchar) -> c_uint {
    value.leading_ones()
}

/// C23 7.18: how many ones stand before the highest zero.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_leading_ones_us(value: c_ushort) -> c_uint {
    value.leading_ones()
}

/// C23 7.18: how many ones stand before the highest zero.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_leading_ones_ui(value: c_uint) -> c_uint {
    value.leading_ones()
}

/// C23 7.18: how many ones stand before the highest zero.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_leading_ones_ul(value: c_ulong) -> c_uint {
    value.leading_ones()
}

/// C23 7.18: how many ones stand before the highest zero.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_leading_ones_ull(value: c_ulonglong) -> c_uint {
    value.leading_ones()
}
