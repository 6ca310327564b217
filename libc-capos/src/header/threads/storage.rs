//! Thread-specific storage.

use super::answer::status;
use crate::abi::Out;
use crate::thread;
use crate::types::{c_int, c_void, tss_dtor_t, tss_t};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tss_create.html>
///
/// # Safety
/// `key` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tss_create(key: *mut tss_t, dtor: tss_dtor_t) -> c_int {
    // SAFETY: the caller's promise.
    let mut out = unsafe { Out::new(key) };
    status(thread::create_key(dtor).map(|key| out.write(key)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tss_delete.html>
#[unsafe(no_mangle)]
pub extern "C" fn tss_delete(key: tss_t) {
    // C has no way to say that there is no such key.
    let _ = thread::delete_key(key);
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tss_get.html>
#[unsafe(no_mangle)]
pub extern "C" fn tss_get(key: tss_t) -> *mut c_void {
    thread::value(key)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tss_set.html>
#[unsafe(no_mangle)]
pub extern "C" fn tss_set(key: tss_t, val: *mut c_void) -> c_int {
    status(thread::set_value(key, val))
}
