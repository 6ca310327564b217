//! Waiting for children.

use super::constants::{WEXITED, WNOHANG, WNOWAIT, WSTOPPED, WCONTINUED};
use crate::abi::Out;
use crate::errno::{self, Errno};
use crate::platform::{Children, Sys};
use crate::thread::cancellation;
use crate::types::{c_int, id_t, idtype_t, pid_t, rusage, siginfo_t};

const P_PGID: idtype_t = 2;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wait.html>
///
/// # Safety
/// `status` is NULL or points to a writable int.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wait(status: *mut c_int) -> pid_t {
    // SAFETY: the same contract.
    unsafe { collect(-1, status, 0, core::ptr::null_mut()) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/waitpid.html>
///
/// # Safety
/// `status` is NULL or points to a writable int.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn waitpid(pid: pid_t, status: *mut c_int, options: c_int) -> pid_t {
    // SAFETY: the same contract.
    unsafe { collect(pid, status, options, core::ptr::null_mut()) }
}

/// `waitpid(-1, …)` with what the child used (BSD).
///
/// # Safety
/// `status` is NULL or points to a writable int, `usage` to a writable record.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wait3(status: *mut c_int, options: c_int, usage: *mut rusage) -> pid_t {
    // SAFETY: the same contract.
    unsafe { collect(-1, status, options, usage) }
}

/// `waitpid` with what the child used (BSD).
///
/// # Safety
/// As for [`wait3`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wait4(pid: pid_t, status: *mut c_int, options: c_int, usage: *mut rusage) -> pid_t {
    // SAFETY: the same contract.
    unsafe { collect(pid, status, options, usage) }
}

/// # Safety
/// `status` is NULL or points to a writable int, `usage` to a writable record.
unsafe fn collect(pid: pid_t, status: *mut c_int, options: c_int, usage: *mut rusage) -> pid_t {
    // SAFETY: by the contract.
    let (mut out, mut usage_out) = unsafe { (Out::new(status), Out::new(usage)) };
    let mut used = rusage::default();
    let wanted = usage_out.is_wanted().then_some(&mut used);
    errno::result(cancellation::point(|| Sys::wait4(pid, options, wanted)).map(|(child, how)| {
        // With WNOHANG and no child ready there is no status to tell.
        if child != 0 {
            out.write(how);
            usage_out.write(used);
        }
        child
    }))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/waitid.html>
///
/// # Safety
/// `info` is NULL or points to a writable record.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn waitid(kind: idtype_t, id: id_t, info: *mut siginfo_t, options: c_int) -> c_int {
    // SAFETY: by the contract.
    let mut out = unsafe { Out::new(info) };
    let states = WEXITED | WSTOPPED | WCONTINUED;
    if kind > P_PGID || options & states == 0 || options & !(states | WNOHANG | WNOWAIT) != 0 {
        return errno::status(Err(Errno::EINVAL));
    }
    errno::status(cancellation::point(|| Sys::waitid(kind, id, options)).map(|found| out.write(found)))
}
