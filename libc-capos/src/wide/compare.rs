//! Comparing wide strings without regard to case.

use crate::types::{c_int, wchar_t};
use capos_libc_engine::encoding::Charset;
use capos_libc_engine::{ctype, unicode};
use core::cmp::Ordering;

/// The character that stands for all that differ from it only in case. Not inlined: the loop that skips what is equal
/// stays small.
#[inline(never)]
fn fold(charset: Charset, unit: wchar_t) -> u32 {
    match u8::try_from(unit) {
        Ok(byte @ 0..=0x7f) => u32::from(ctype::to_lower(byte)),
        _ if charset == Charset::Utf8 => unicode::fold(unit as u32),
        _ => unit as u32,
    }
}

/// The sign of the first difference among at most `limit` units, with characters that differ only in case taken as
/// equal.
///
/// # Safety
/// Both are wide strings, or have `limit` units.
pub unsafe fn compare_caseless(
    charset: Charset,
    left: *const wchar_t,
    right: *const wchar_t,
    limit: usize,
) -> c_int {
    for i in 0..limit {
        // SAFETY: no null came before, so this unit is readable in both.
        let (a, b) = unsafe { (*left.wrapping_add(i), *right.wrapping_add(i)) };
        if a == b {
            if a == 0 {
                return 0;
            }
            continue;
        }
        match fold(charset, a).cmp(&fold(charset, b)) {
            Ordering::Equal => {}
            different => return different as c_int,
        }
    }
    0
}
