//! Copies of strings in new memory.

use crate::types::{c_char, size_t};
use crate::{errno, heap};
use capos_libc_mem as mem;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strdup.html>
///
/// # Safety
/// `s` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strdup(s: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    errno::pointer(unsafe { heap::string(s, mem::strlen(s.cast())) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strndup.html>
///
/// # Safety
/// `s` is readable for `n` bytes or through its terminator.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strndup(s: *const c_char, n: size_t) -> *mut c_char {
    // SAFETY: the caller's promise.
    errno::pointer(unsafe { heap::string(s, mem::strnlen(s.cast(), n)) })
}
