//! Counters of events.

use crate::abi::Out;
use crate::errno::{self, Errno};
use crate::platform::{Fs, Sys, Waiting};
use crate::types::{c_int, c_uint, eventfd_t};
use core::mem::MaybeUninit;

const SIZE: usize = size_of::<eventfd_t>();

/// <https://man7.org/linux/man-pages/man2/eventfd.2.html>
#[unsafe(no_mangle)]
pub extern "C" fn eventfd(count: c_uint, flags: c_int) -> c_int {
    errno::result(Sys::eventfd(count, flags))
}

/// <https://man7.org/linux/man-pages/man3/eventfd_read.3.html>
///
/// # Safety
/// `value` points to a writable place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn eventfd_read(fd: c_int, value: *mut eventfd_t) -> c_int {
    let mut bytes = [MaybeUninit::uninit(); SIZE];
    errno::status(match Sys::read(fd, &mut bytes) {
        Ok(SIZE) => {
            // SAFETY: the platform's `read` wrote all of it.
            let bytes = bytes.map(|byte| unsafe { byte.assume_init() });
            // SAFETY: by the contract.
            unsafe { Out::new(value) }.write(eventfd_t::from_ne_bytes(bytes));
            Ok(())
        }
        Ok(_) => Err(Errno::EIO),
        Err(error) => Err(error),
    })
}

/// <https://man7.org/linux/man-pages/man3/eventfd_write.3.html>
#[unsafe(no_mangle)]
pub extern "C" fn eventfd_write(fd: c_int, value: eventfd_t) -> c_int {
    errno::status(match Sys::write(fd, &value.to_ne_bytes()) {
        Ok(SIZE) => Ok(()),
        Ok(_) => Err(Errno::EIO),
        Err(error) => Err(error),
    })
}
