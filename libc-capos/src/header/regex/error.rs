//! Errors by number, and their texts.

use crate::types::{c_char, c_int, regex_t, size_t};
use capos_libc_engine::regex::Error;

pub const REG_NOMATCH: c_int = 1;

/// Texts by number.
const TEXTS: [&core::ffi::CStr; 14] = [
    c"Success",
    c"No match",
    c"Invalid regular expression",
    c"Invalid collating element",
    c"Invalid character class",
    c"Trailing backslash",
    c"Invalid back reference",
    c"Unmatched [",
    c"Unmatched ( or )",
    c"Unmatched {",
    c"Invalid contents of {}",
    c"Invalid range end",
    c"Out of memory",
    c"Invalid preceding regular expression",
];

/// The `REG_*` number of an error.
pub fn number(error: Error) -> c_int {
    match error {
        Error::BadPattern => 2,
        Error::Collate => 3,
        Error::Class => 4,
        Error::Escape => 5,
        Error::SubReg => 6,
        Error::Bracket => 7,
        Error::Paren => 8,
        Error::Brace => 9,
        Error::BraceContents => 10,
        Error::Range => 11,
        Error::Space => 12,
        Error::Repeat => 13,
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/regerror.html>
///
/// # Safety
/// `errbuf` has room for `errbuf_size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn regerror(
    errcode: c_int,
    _preg: *const regex_t,
    errbuf: *mut c_char,
    errbuf_size: size_t,
) -> size_t {
    let text =
        usize::try_from(errcode).ok().and_then(|code| TEXTS.get(code)).copied().unwrap_or(c"Unknown error");
    if let Some(room) = errbuf_size.checked_sub(1) {
        let copied = room.min(text.count_bytes());
        // SAFETY: the caller's promise; text and terminator fit.
        unsafe {
            core::ptr::copy_nonoverlapping(text.as_ptr(), errbuf, copied);
            *errbuf.add(copied) = 0;
        }
    }
    text.count_bytes() + 1
}
