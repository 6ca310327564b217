//! Look-up of environment variables for the library itself.

use super::environment_block;
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
        let text = unsafe {
            if (*entry).is_null() {
                return None;
            }
            CStr::from_ptr(*entry)
        };
        if let Some(b'=') = text.to_bytes().strip_prefix(name).and_then(|rest| rest.first()) {
            return CStr::from_bytes_with_nul(&text.to_bytes_with_nul()[name.len() + 1..]).ok();
        }
        // SAFETY: the entry was not the terminating NULL, so another follows.
        entry = unsafe { entry.add(1) };
    }
}
