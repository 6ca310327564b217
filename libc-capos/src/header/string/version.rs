//! Comparing strings with numbers in them.

use crate::abi::cstr;
use crate::types::{c_char, c_int};

/// GNU: compares as `strcmp`, but sequences of digits as numbers; those with leading zeros as fractions, before others.
///
/// # Safety
/// Both are strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strverscmp(a: *const c_char, b: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    let (a, b) = unsafe { (cstr(a), cstr(b)) };
    capos_libc_engine::text::version_order(a.to_bytes(), b.to_bytes())
}
