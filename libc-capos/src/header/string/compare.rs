//! Comparing strings.

use crate::types::{c_char, c_int, size_t};
use capos_libc_mem as mem;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strcmp.html>
///
/// # Safety
/// Both are strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strcmp(a: *const c_char, b: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { mem::strcmp(a.cast(), b.cast()) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strncmp.html>
///
/// # Safety
/// Both are readable for `n` bytes or through their terminators.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strncmp(a: *const c_char, b: *const c_char, n: size_t) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { mem::strncmp(a.cast(), b.cast(), n) }
}
