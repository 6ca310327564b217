//! Control of devices with the size of what is passed.

use crate::errno::Errno;
use crate::platform::{Sys, Tty};
use crate::types::{c_int, c_void, size_t};

/// The bytes that a command says it reads or writes (`_IOC`); the oldest do not say it.
const fn said_size(command: u32) -> usize {
    (command >> 16 & 0x3fff) as usize
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_devctl.html>
///
/// Commands are those of `ioctl`. `EINVAL`: the command's data has more bytes than are passed.
///
/// # Safety
/// `data` has the bytes that the command needs; `information` is writable or NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_devctl(
    fildes: c_int,
    command: c_int,
    data: *mut c_void,
    size: size_t,
    information: *mut c_int,
) -> c_int {
    let command = command as u32;
    if said_size(command) > size {
        return Errno::EINVAL.number();
    }
    // SAFETY: the caller's promise.
    match unsafe { Sys::ioctl(fildes, command as usize, data as usize) } {
        Ok(answer) => {
            if !information.is_null() {
                // SAFETY: as above.
                unsafe { information.write(answer as c_int) };
            }
            0
        }
        Err(error) => error.number(),
    }
}
