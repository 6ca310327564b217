//! Waiting for children.

use crate::abi::Out;
use crate::errno;
use crate::platform::{Process, Sys};
use crate::types::{c_int, pid_t};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wait.html>
///
/// # Safety
/// `status` is NULL or points to a writable int.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wait(status: *mut c_int) -> pid_t {
    // SAFETY: the same contract.
    unsafe { collect(-1, status, 0) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/waitpid.html>
///
/// # Safety
/// `status` is NULL or points to a writable int.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn waitpid(pid: pid_t, status: *mut c_int, options: c_int) -> pid_t {
    // SAFETY: the same contract.
    unsafe { collect(pid, status, options) }
}

/// # Safety
/// `status` is NULL or points to a writable int.
unsafe fn collect(pid: pid_t, status: *mut c_int, options: c_int) -> pid_t {
    // SAFETY: by the contract.
    let mut out = unsafe { Out::new(status) };
    errno::result(Sys::waitpid(pid, options).map(|(child, how)| {
        // With WNOHANG and no child ready there is no status to tell.
        if child != 0 {
            out.write(how);
        }
        child
    }))
}
