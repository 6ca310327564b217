//! Pseudo-terminals.

use crate::abi::slice_mut;
use crate::errno::{self, Errno};
use crate::platform::{Sys, Tty};
use crate::types::{c_char, c_int, size_t};

/// Longest name of the other side with its NUL.
const NAME: usize = 32;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_openpt.html>
#[unsafe(no_mangle)]
pub extern "C" fn posix_openpt(flags: c_int) -> c_int {
    errno::result(Sys::open_pseudo_terminal(flags))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/grantpt.html>
///
/// The other side belongs to who opened this one from the start, so only that it is one is checked.
#[unsafe(no_mangle)]
pub extern "C" fn grantpt(fd: c_int) -> c_int {
    errno::status(Sys::pseudo_terminal_name(fd, &mut [0; NAME]).map_err(|error| match error {
        Errno::ENOTTY => Errno::EINVAL,
        error => error,
    }))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/unlockpt.html>
#[unsafe(no_mangle)]
pub extern "C" fn unlockpt(fd: c_int) -> c_int {
    errno::status(Sys::unlock_pseudo_terminal(fd).map_err(|error| match error {
        Errno::ENOTTY => Errno::EINVAL,
        error => error,
    }))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ptsname.html>
#[unsafe(no_mangle)]
pub extern "C" fn ptsname(fd: c_int) -> *mut c_char {
    static mut LAST: [u8; NAME] = [0; NAME];
    // SAFETY: POSIX allows the name to be overwritten by the next call, and makes several threads the program's care.
    let last = unsafe { &mut *(&raw mut LAST) };
    errno::pointer(Sys::pseudo_terminal_name(fd, last).map(|()| last.as_mut_ptr().cast()))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ptsname_r.html>
///
/// # Safety
/// `name` has room for `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ptsname_r(fd: c_int, name: *mut c_char, size: size_t) -> c_int {
    // SAFETY: the caller's promise.
    let outcome = Sys::pseudo_terminal_name(fd, unsafe { slice_mut(name.cast(), size) });
    outcome.map_or_else(Errno::number, |()| 0)
}
