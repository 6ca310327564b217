//! Classes and cases by character set: what the entries share.

use crate::types::wctype_t;
use capos_libc_engine::ctype::{self, CaseMap, Class};
use capos_libc_engine::encoding::Charset;
use capos_libc_engine::unicode;

/// Whether the wide character belongs to the class.
#[inline]
pub fn is(charset: Charset, wide: u32, class: Class) -> bool {
    match u8::try_from(wide) {
        Ok(byte @ 0..=0x7f) => ctype::is(byte, class),
        _ => charset == Charset::Utf8 && unicode::is(wide, class),
    }
}

/// The wide character in the other case, or itself.
#[inline]
pub fn map(charset: Charset, wide: u32, case: CaseMap) -> u32 {
    if charset == Charset::Bytes && wide >= 0x80 {
        return wide;
    }
    match case {
        CaseMap::Lower => unicode::to_lower(wide),
        CaseMap::Upper => unicode::to_upper(wide),
    }
}

/// The value of `wctype` for a class: not zero, which means none.
pub fn class_to_handle(class: Option<Class>) -> wctype_t {
    class.map_or(0, |class| class as wctype_t + 1)
}

/// The class of a value that `wctype` gave.
pub fn class_of_handle(handle: wctype_t) -> Option<Class> {
    Class::from_index(usize::try_from(handle).ok()?.checked_sub(1)?)
}
