//! Where `errno` is.

use crate::thread;
use crate::types::c_int;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/errno.html>
///
/// The address behind the macro `errno`.
#[unsafe(no_mangle)]
pub extern "C" fn __errno_location() -> *mut c_int {
    thread::tcb().errno.as_ptr()
}
