//! Walking trees of files.

use super::constants::{FTW_D, FTW_DP, FTW_F, FTW_NS, FTW_SL, FTW_SLN};
use super::walk::{End, walk};
use crate::abi::cstr;
use crate::errno::{self, Errno};
use crate::types::{FTW, c_char, c_int, stat};

fn answer(outcome: Result<(), End>) -> c_int {
    match outcome {
        Ok(()) => 0,
        Err(End::Program(answer)) => answer,
        Err(End::Failed(error)) => errno::result(Err::<c_int, Errno>(error)),
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/nftw.html>
///
/// # Safety
/// `path` is a string, and the function may be called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nftw(
    path: *const c_char,
    report: Option<
        unsafe extern "C" fn(path: *const c_char, status: *const stat, kind: c_int, place: *mut FTW) -> c_int,
    >,
    limit: c_int,
    flags: c_int,
) -> c_int {
    let Some(report) = report else { return errno::result(Err(Errno::EINVAL)) };
    // SAFETY: the caller's promise.
    answer(walk(unsafe { cstr(path) }, limit, flags, &mut |path, status, kind, place| unsafe {
        report(path.as_ptr(), status, kind, place)
    }))
}

/// <https://pubs.opengroup.org/onlinepubs/9699919799/functions/ftw.html>
///
/// # Safety
/// `path` is a string, and the function may be called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftw(
    path: *const c_char,
    report: Option<unsafe extern "C" fn(path: *const c_char, status: *const stat, kind: c_int) -> c_int>,
    limit: c_int,
) -> c_int {
    let Some(report) = report else { return errno::result(Err(Errno::EINVAL)) };
    // SAFETY: the caller's promise.
    answer(walk(unsafe { cstr(path) }, limit, 0, &mut |path, status, kind, _| {
        // The older function knows fewer types.
        let kind = match kind {
            FTW_SL => FTW_F,
            FTW_DP => FTW_D,
            FTW_SLN => FTW_NS,
            known => known,
        };
        // SAFETY: the caller's promise.
        unsafe { report(path.as_ptr(), status, kind) }
    }))
}
