//! Control of devices.

use crate::abi::va::VaArgs;
use crate::errno;
use crate::platform::{Sys, Tty};
use crate::types::{c_int, c_void};

/// <https://pubs.opengroup.org/onlinepubs/9699919799/functions/ioctl.html>
///
/// # Safety
/// The argument, if the request has one, is what it needs.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ioctl(fd: c_int, request: c_int, mut arguments: ...) -> c_int {
    // SAFETY: reading an argument that was not passed gives some word, which requests without one ignore.
    let argument: *mut c_void = unsafe { VaArgs::of(&mut arguments) }.pointer();
    // SAFETY: the caller's promise. Requests are unsigned in the kernel's view.
    errno::result(unsafe { Sys::ioctl(fd, request as u32 as usize, argument as usize) })
}
