//! NUL-terminated strings.

use crate::types::c_char;
use core::ffi::CStr;

/// The string at `s`.
///
/// # Safety
/// `s` points to a NUL-terminated string that nobody changes during `'a`.
pub unsafe fn cstr<'a>(s: *const c_char) -> &'a CStr {
    // SAFETY: the caller's promise.
    unsafe { CStr::from_ptr(s) }
}

/// The string at `s`, or `None` for NULL.
///
/// # Safety
/// `s` is NULL or as for [`cstr`].
pub unsafe fn cstr_or_null<'a>(s: *const c_char) -> Option<&'a CStr> {
    if s.is_null() {
        return None;
    }
    // SAFETY: not NULL, so the caller promises a string.
    Some(unsafe { CStr::from_ptr(s) })
}
