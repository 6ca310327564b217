//! Look-up of environment variables for the library itself.

use super::environment_block;
use crate::types::c_char;
use core::ffi::CStr;

/// The value of the variable `name`.
pub fn variable(name: &CStr) -> Option<&'static CStr> {
    let name = name.to_bytes();
    let mut entry = environment_block();
    if entry.is_null() {
        return None;
    }
    loop {
        // SAFETY: the block is a NULL-terminated array of strings; the walk stops at the NULL. Changing it
        // meanwhile is a race of the program, as with `getenv`.
        let found = unsafe {
            if (*entry).is_null() {
                return None;
            }
            value_of(*entry, name)
        };
        if found.is_some() {
            return found;
        }
        // SAFETY: the entry was not the terminating NULL, so another follows.
        entry = unsafe { entry.add(1) };
    }
}

/// The value in `text`, if it begins with the name and `=`.
///
/// # Safety
/// `text` is a string of the environment.
#[inline]
unsafe fn value_of(text: *const c_char, name: &[u8]) -> Option<&'static CStr> {
    // SAFETY: the comparison stops at the first difference, and so no later than at the string's end.
    unsafe {
        for (n, &byte) in name.iter().enumerate() {
            if *text.add(n) != byte as c_char {
                return None;
            }
        }
        let end = text.add(name.len());
        (*end == b'=' as c_char).then(|| CStr::from_ptr(end.add(1)))
    }
}
