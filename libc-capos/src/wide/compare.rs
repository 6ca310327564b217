//! Comparing wide strings.

use super::Units;
use crate::types::c_int;
use capos_libc_engine::encoding::Charset;
use capos_libc_engine::{ctype, unicode};
use core::cmp::Ordering;

/// The sign of the first difference among at most `limit` units, by their values.
#[inline]
pub fn compare(mut left: Units<'_>, mut right: Units<'_>, limit: usize) -> c_int {
    for _ in 0..limit {
        let (a, b) = (left.next_or_null(), right.next_or_null());
        match a.cmp(&b) {
            Ordering::Equal if a == 0 => return 0,
            Ordering::Equal => {}
            different => return different as c_int,
        }
    }
    0
}

/// As [`compare`], with characters that differ only in case taken as equal.
pub fn compare_caseless(charset: Charset, mut left: Units<'_>, mut right: Units<'_>, limit: usize) -> c_int {
    let fold = |unit| match u8::try_from(unit) {
        Ok(byte @ 0..=0x7f) => u32::from(ctype::to_lower(byte)),
        _ if charset == Charset::Utf8 => unicode::fold(unit as u32),
        _ => unit as u32,
    };
    for _ in 0..limit {
        let (a, b) = (left.next_or_null(), right.next_or_null());
        if a != b {
            match fold(a).cmp(&fold(b)) {
                Ordering::Equal => {}
                different => return different as c_int,
            }
        } else if a == 0 {
            return 0;
        }
    }
    0
}
