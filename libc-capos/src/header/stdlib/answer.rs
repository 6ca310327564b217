//! `rpmatch`.

use crate::abi::cstr;
use crate::types::{c_char, c_int};

/// <https://man7.org/linux/man-pages/man3/rpmatch.3.html>
///
/// Both locales take an answer by its first letter (`YESEXPR`, `NOEXPR`).
///
/// # Safety
/// `response` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rpmatch(response: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    match unsafe { cstr(response) }.to_bytes().first() {
        Some(b'y' | b'Y') => 1,
        Some(b'n' | b'N') => 0,
        _ => -1,
    }
}
