//! The processors that a thread may run on.

use crate::abi;
use crate::errno::{self, Errno};
use crate::platform::{Sys, Threads};
use crate::types::{c_int, cpu_set_t, pid_t, size_t};

fn id(pid: pid_t) -> Result<u32, Errno> {
    u32::try_from(pid).map_err(|_| Errno::ESRCH)
}

/// <https://man7.org/linux/man-pages/man2/sched_getaffinity.2.html>
///
/// # Safety
/// `mask` points to `size` writable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sched_getaffinity(pid: pid_t, size: size_t, mask: *mut cpu_set_t) -> c_int {
    // SAFETY: the caller's promise.
    let mask = unsafe { abi::slice_mut(mask.cast::<u8>(), size) };
    errno::status(id(pid).and_then(|id| {
        let known = Sys::affinity(id, mask)?;
        mask[known..].fill(0);
        Ok(())
    }))
}

/// <https://man7.org/linux/man-pages/man2/sched_setaffinity.2.html>
///
/// # Safety
/// `mask` points to `size` readable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sched_setaffinity(pid: pid_t, size: size_t, mask: *const cpu_set_t) -> c_int {
    // SAFETY: the caller's promise.
    let mask = unsafe { abi::slice(mask.cast::<u8>(), size) };
    errno::status(id(pid).and_then(|id| Sys::set_affinity(id, mask)))
}
