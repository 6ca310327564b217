//! The tag of `nan`: a number that becomes the payload of a quiet NaN.

use core::ffi::CStr;

/// Reads a tag as a C integer constant (decimal, `0x` hexadecimal, `0` octal); 0 for anything else.
pub(super) fn payload(tag: &CStr) -> u64 {
    let text = tag.to_str().unwrap_or("");
    let (digits, radix) = match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(rest) => (rest, 16),
        None if text.starts_with('0') => (text, 8),
        None => (text, 10),
    };
    u64::from_str_radix(digits, radix).unwrap_or(0)
}

pub(super) fn nan64(tag: &CStr) -> f64 {
    f64::from_bits(0x7ff8_0000_0000_0000 | (payload(tag) & 0x0007_ffff_ffff_ffff))
}

pub(super) fn nan32(tag: &CStr) -> f32 {
    f32::from_bits(0x7fc0_0000 | (payload(tag) as u32 & 0x003f_ffff))
}
