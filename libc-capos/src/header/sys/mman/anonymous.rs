//! Files without a name.

use crate::abi::cstr;
use crate::errno;
use crate::platform::{FileControl, Sys};
use crate::types::{c_char, c_int, c_uint};

/// <https://man7.org/linux/man-pages/man2/memfd_create.2.html>
///
/// # Safety
/// `name` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn memfd_create(name: *const c_char, flags: c_uint) -> c_int {
    // SAFETY: the caller's promise.
    errno::result(Sys::memfd_create(unsafe { cstr(name) }, flags))
}
