//! Control of devices by the standard's function: the requests are those of `ioctl`.

use crate::errno::Errno;
use crate::platform::{Sys, Tty};
use crate::types::{c_int, c_void, size_t};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_devctl.html>
///
/// Returns an error's number. What a request answers besides goes to `dev_info_ptr`.
///
/// # Safety
/// `dev_data_ptr` is what the request needs, `dev_info_ptr` NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_devctl(
    fildes: c_int,
    dcmd: c_int,
    dev_data_ptr: *mut c_void,
    _nbyte: size_t,
    dev_info_ptr: *mut c_int,
) -> c_int {
    // SAFETY: the caller's promise. Requests are unsigned in the kernel's view.
    match unsafe { Sys::ioctl(fildes, dcmd as u32 as usize, dev_data_ptr as usize) } {
        Ok(answer) => {
            // SAFETY: the caller's promise.
            if let Some(information) = unsafe { dev_info_ptr.as_mut() } {
                *information = answer;
            }
            0
        }
        Err(Errno::ENOSYS) => Errno::ENOTTY.number(),
        Err(error) => error.number(),
    }
}
