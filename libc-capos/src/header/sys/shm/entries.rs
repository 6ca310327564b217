//! Segments of shared memory.

use crate::errno;
use crate::platform::{Interprocess, Sys};
use crate::types::{c_int, c_void, key_t, shmid_ds, size_t};
use core::ptr;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/shmget.html>
#[unsafe(no_mangle)]
pub extern "C" fn shmget(key: key_t, size: size_t, shmflg: c_int) -> c_int {
    errno::result(Sys::shmget(key, size, shmflg))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/shmat.html>
///
/// # Safety
/// `shmaddr` is NULL or an address where nothing lies that the program still needs.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shmat(shmid: c_int, shmaddr: *const c_void, shmflg: c_int) -> *mut c_void {
    // SAFETY: the caller's promise.
    match unsafe { Sys::shmat(shmid, shmaddr.addr(), shmflg) } {
        Ok(address) => ptr::with_exposed_provenance_mut(address),
        Err(error) => {
            errno::set(error);
            ptr::without_provenance_mut(usize::MAX)
        }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/shmdt.html>
///
/// # Safety
/// Nobody uses the segment at that address any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shmdt(shmaddr: *const c_void) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(unsafe { Sys::shmdt(shmaddr.addr()) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/shmctl.html>
///
/// # Safety
/// `buf` is readable for `IPC_SET` and writable for `IPC_STAT`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shmctl(shmid: c_int, cmd: c_int, buf: *mut shmid_ds) -> c_int {
    // SAFETY: the caller's promise.
    errno::result(unsafe { Sys::shmctl(shmid, cmd, buf) })
}
