//! Suboptions of a command line argument.

use crate::types::{c_char, c_int};
use capos_libc_mem as mem;
use core::ptr::null_mut;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getsubopt.html>
///
/// # Safety
/// `option` points to a writable string, `tokens` is a NULL-terminated array of strings, and `value` points to a pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getsubopt(
    option: *mut *mut c_char,
    tokens: *const *mut c_char,
    value: *mut *mut c_char,
) -> c_int {
    // SAFETY: the caller's promise; every position lies in the string.
    unsafe {
        let start = *option;
        let next = mem::cut(start.cast(), c",".as_ptr().cast());
        *option = if next.is_null() { start.add(mem::strlen(start.cast())) } else { next.cast() };
        *value = null_mut();
        let length = mem::strchrnul(start.cast(), b'=').addr() - start.addr();
        let mut i = 0;
        while let Some(token) = (*tokens.add(i)).as_ref() {
            let token: *const c_char = token;
            if mem::strncmp(start.cast(), token.cast(), length) == 0 && *token.add(length) == 0 {
                if *start.add(length) != 0 {
                    *value = start.add(length + 1);
                }
                return i as c_int;
            }
            i += 1;
        }
        // An unknown suboption is the value as a whole.
        *value = start;
        -1
    }
}
