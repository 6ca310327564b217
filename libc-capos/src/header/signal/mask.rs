//! Blocking and waiting.

use super::constants::{SIG_BLOCK, SIG_SETMASK, SIG_UNBLOCK};
use crate::abi::Out;
use crate::errno::{self, Errno};
use crate::platform::{SignalChange, Signals, Sys};
use crate::thread::cancellation;
use crate::types::{c_int, siginfo_t, sigset_t, timespec};

/// # Safety
/// `new` is NULL or points to a set, `old` is NULL or to a writable one.
unsafe fn change(how: c_int, new: *const sigset_t, old: *mut sigset_t) -> Result<(), Errno> {
    // SAFETY: by the contract.
    let (new, mut old) = unsafe { (new.as_ref(), Out::new(old)) };
    let request = match (new, how) {
        (None, _) => None,
        (Some(set), SIG_BLOCK) => Some((SignalChange::Block, set)),
        (Some(set), SIG_UNBLOCK) => Some((SignalChange::Unblock, set)),
        (Some(set), SIG_SETMASK) => Some((SignalChange::Set, set)),
        (Some(_), _) => return Err(Errno::EINVAL),
    };
    Sys::sigprocmask(request).map(|mask| old.write(mask))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sigprocmask.html>
///
/// # Safety
/// `new` is NULL or points to a set, `old` is NULL or to a writable one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigprocmask(how: c_int, new: *const sigset_t, old: *mut sigset_t) -> c_int {
    // SAFETY: the same contract.
    errno::status(unsafe { change(how, new, old) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pthread_sigmask.html>
///
/// # Safety
/// As for [`sigprocmask`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_sigmask(how: c_int, new: *const sigset_t, old: *mut sigset_t) -> c_int {
    // SAFETY: the same contract.
    unsafe { change(how, new, old) }.map_or_else(Errno::number, |()| 0)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sigpending.html>
///
/// # Safety
/// `set` points to a writable set.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigpending(set: *mut sigset_t) -> c_int {
    // SAFETY: by the contract.
    let mut out = unsafe { Out::new(set) };
    errno::status(Sys::sigpending().map(|pending| out.write(pending)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sigsuspend.html>
///
/// # Safety
/// `mask` points to a set.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigsuspend(mask: *const sigset_t) -> c_int {
    // SAFETY: by the contract.
    let mask = unsafe { &*mask };
    errno::status(cancellation::point(|| Err(Sys::sigsuspend(mask))))
}

/// The number of an accepted signal; its record goes to the caller.
fn accepted(outcome: Result<siginfo_t, Errno>, out: &mut Out<'_, siginfo_t>) -> c_int {
    errno::result(outcome.map(|info| {
        out.write(info);
        info.si_signo
    }))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sigtimedwait.html>
///
/// # Safety
/// `set` points to a set, `info` is NULL or points to a writable record, `timeout` is NULL or points to a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigtimedwait(
    set: *const sigset_t,
    info: *mut siginfo_t,
    timeout: *const timespec,
) -> c_int {
    // SAFETY: by the contract.
    let (set, mut info, timeout) = unsafe { (&*set, Out::new(info), timeout.as_ref()) };
    accepted(cancellation::point(|| Sys::sigtimedwait(set, timeout)), &mut info)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sigwaitinfo.html>
///
/// # Safety
/// `set` points to a set, `info` is NULL or points to a writable record.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigwaitinfo(set: *const sigset_t, info: *mut siginfo_t) -> c_int {
    // SAFETY: by the contract.
    let (set, mut info) = unsafe { (&*set, Out::new(info)) };
    accepted(cancellation::point(|| Sys::sigtimedwait(set, None)), &mut info)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sigwait.html>
///
/// # Safety
/// `set` points to a set, `signal` to a writable int.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigwait(set: *const sigset_t, signal: *mut c_int) -> c_int {
    // SAFETY: by the contract.
    let (set, mut out) = unsafe { (&*set, Out::new(signal)) };
    loop {
        match cancellation::point(|| Sys::sigtimedwait(set, None)) {
            Ok(info) => {
                out.write(info.si_signo);
                return 0;
            }
            // A handler of a signal outside the set ran; POSIX has no such result here.
            Err(Errno::EINTR) => {}
            Err(error) => return error.number(),
        }
    }
}
