//! Positions of the first bit of a kind, from 1; 0 if there is none.

use crate::types::{c_uchar, c_uint, c_ulong, c_ulonglong, c_ushort};

/// A position counted from 1, or 0.
fn position(before: u32, there: bool) -> c_uint {
    if there { before + 1 } else { 0 }
}

/// C23 7.18: the first zero from the top.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_first_leading_zero_uc(value: c_uchar) -> c_uint {
    position((!value).leading_zeros(), !value != 0)
}

/// C23 7.18: the first zero from the top.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_first_leading_zero_us(value: c_ushort) -> c_uint {
    position((!value).leading_zeros(), !value != 0)
}

/// C23 7.18: the first zero from the top.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_first_leading_zero_ui(value: c_uint) -> c_uint {
    position((!value).leading_zeros(), !value != 0)
}

/// C23 7.18: the first zero from the top.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_first_leading_zero_ul(value: c_ulong) -> c_uint {
    position((!value).leading_zeros(), !value != 0)
}

/// C23 7.18: the first zero from the top.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_first_leading_zero_ull(value: c_ulonglong) -> c_uint {
    position((!value).leading_zeros(), !value != 0)
}

/// C23 7.18: the first one from the top.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_first_leading_one_uc(value: c_uchar) -> c_uint {
    position(value.leading_zeros(), value != 0)
}

/// C23 7.18: the first one from the top.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_first_leading_one_us(value: c_ushort) -> c_uint {
    position(value.leading_zeros(), value != 0)
}

/// C23 7.18: the first one from the top.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_first_leading_one_ui(value: c_uint) -> c_uint {
    position(value.leading_zeros(), value != 0)
}

/// C23 7.18: the first one from the top.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_first_leading_one_ul(value: c_ulong) -> c_uint {
    position(value.leading_zeros(), value != 0)
}

/// C23 7.18: the first one from the top.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_first_leading_one_ull(value: c_ulonglong) -> c_uint {
    position(value.leading_zeros(), value != 0)
}

/// C23 7.18: the first zero from the bottom.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_first_trailing_zero_uc(value: c_uchar) -> c_uint {
    position((!value).trailing_zeros(), !value != 0)
}

/// C23 7.18: the first zero from the bottom.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_first_trailing_zero_us(value: c_ushort) -> c_uint {
    position((!value).trailing_zeros(), !value != 0)
}

/// C23 7.18: the first zero from the bottom.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_first_trailing_zero_ui(value: c_uint) -> c_uint {
    position((!value).trailing_zeros(), !value != 0)
}

/// C23 7.18: the first zero from the bottom.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_first_trailing_zero_ul(value: c_ulong) -> c_uint {
    position((!value).trailing_zeros(), !value != 0)
}

/// C23 7.18: the first zero from the bottom.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_first_trailing_zero_ull(value: c_ulonglong) -> c_uint {
    position((!value).trailing_zeros(), !value != 0)
}

/// C23 7.18: the first one from the bottom.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_first_trailing_one_uc(value: c_uchar) -> c_uint {
    position(value.trailing_zeros(), value != 0)
}

/// C23 7.18: the first one from the bottom.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_first_trailing_one_us(value: c_ushort) -> c_uint {
    position(value.trailing_zeros(), value != 0)
}

/// C23 7.18: the first one from the bottom.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_first_trailing_one_ui(value: c_uint) -> c_uint {
    position(value.trailing_zeros(), value != 0)
}

/// C23 7.18: the first one from the bottom.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_first_trailing_one_ul(value: c_ulong) -> c_uint {
    position(value.trailing_zeros(), value != 0)
}

/// C23 7.18: the first one from the bottom.
#[unsafe(no_mangle)]
pub extern "C" fn stdc_first_trailing_one_ull(value: c_ulonglong) -> c_uint {
    position(value.trailing_zeros(), value != 0)
}
