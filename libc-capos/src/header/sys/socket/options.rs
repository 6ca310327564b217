//! Options.

use crate::abi::{slice, uninit_slice_mut};
use crate::errno::{self, Errno};
use crate::platform::{Sockets, Sys, Tty};
use crate::types::{c_int, c_void, socklen_t};

const SIOCATMARK: usize = 0x8905;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getsockopt.html>
///
/// # Safety
/// `option_len` points to the number of bytes that are writable at `option_value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getsockopt(
    socket: c_int,
    level: c_int,
    option_name: c_int,
    option_value: *mut c_void,
    option_len: *mut socklen_t,
) -> c_int {
    if option_len.is_null() {
        return errno::status(Err(Errno::EFAULT));
    }
    // SAFETY: not null, so by the contract it points to the length of the room.
    let room = unsafe { uninit_slice_mut(option_value.cast(), *option_len as usize) };
    errno::status(Sys::getsockopt(socket, level, option_name, room).map(|length| {
        // SAFETY: as above.
        unsafe { *option_len = length as socklen_t };
    }))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/setsockopt.html>
///
/// # Safety
/// `option_value` points to `option_len` readable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setsockopt(
    socket: c_int,
    level: c_int,
    option_name: c_int,
    option_value: *const c_void,
    option_len: socklen_t,
) -> c_int {
    if option_value.is_null() && option_len > 0 {
        return errno::status(Err(Errno::EFAULT));
    }
    // SAFETY: by the contract.
    let value = unsafe { slice(option_value.cast(), option_len as usize) };
    errno::status(Sys::setsockopt(socket, level, option_name, value))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sockatmark.html>
#[unsafe(no_mangle)]
pub extern "C" fn sockatmark(s: c_int) -> c_int {
    let mut at_mark: c_int = 0;
    // SAFETY: the request fills an `int`.
    let asked = unsafe { Sys::ioctl(s, SIOCATMARK, &raw mut at_mark as usize) };
    errno::result(asked.map(|_| at_mark))
}
