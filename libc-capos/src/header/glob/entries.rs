//! Searching, and freeing what was found.

use super::constants::{
    GLOB_ABORTED, GLOB_ALTDIRFUNC, GLOB_APPEND, GLOB_BRACE, GLOB_DOOFFS, GLOB_ERR, GLOB_MAGCHAR, GLOB_MARK,
    GLOB_NOCHECK, GLOB_NOESCAPE, GLOB_NOMAGIC, GLOB_NOMATCH, GLOB_NOSORT, GLOB_NOSPACE, GLOB_NOSYS,
    GLOB_ONLYDIR, GLOB_PERIOD, GLOB_TILDE, GLOB_TILDE_CHECK,
};
use super::result::glob_t;
use super::tree::Files;
use crate::abi::cstr;
use crate::errno::{self, Errno};
use crate::locale;
use crate::types::{c_char, c_int};
use capos_libc_engine::glob::{self as engine, Failure, Flags, Found};
use core::ptr;

fn decoded(flags: c_int) -> Flags {
    Flags {
        mark: flags & GLOB_MARK != 0,
        no_sort: flags & GLOB_NOSORT != 0,
        no_check: flags & GLOB_NOCHECK != 0,
        no_escape: flags & GLOB_NOESCAPE != 0,
        period: flags & GLOB_PERIOD != 0,
        brace: flags & GLOB_BRACE != 0,
        no_magic: flags & GLOB_NOMAGIC != 0,
        tilde: flags & (GLOB_TILDE | GLOB_TILDE_CHECK) != 0,
        tilde_check: flags & GLOB_TILDE_CHECK != 0,
        only_directories: flags & GLOB_ONLYDIR != 0,
        charset: locale::charset(),
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/glob.html>
///
/// # Safety
/// `pattern` is a string; `result` is a record as `flags` tell, with results of earlier calls under `GLOB_APPEND`;
/// the functions may be called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn glob(
    pattern: *const c_char,
    flags: c_int,
    on_error: Option<unsafe extern "C" fn(path: *const c_char, error: c_int) -> c_int>,
    result: *mut glob_t,
) -> c_int {
    const KNOWN: c_int = (GLOB_TILDE_CHECK << 1) - 1;
    if flags & !KNOWN != 0 {
        errno::set(Errno::EINVAL);
        return GLOB_NOSYS;
    }
    // SAFETY: the caller's promise: a record whose scalars may be read, and whose pointers count as `flags` tell.
    let (pattern, result) = unsafe { (cstr(pattern).to_bytes(), &mut *result) };
    if flags & GLOB_DOOFFS == 0 {
        result.gl_offs = 0;
    }
    if flags & GLOB_APPEND == 0 {
        result.gl_pathc = 0;
        result.gl_pathv = ptr::null_mut();
    }
    let Some(mut files) = Files::new(result, flags & GLOB_ALTDIRFUNC != 0, on_error, flags & GLOB_ERR != 0)
    else {
        errno::set(Errno::EINVAL);
        return GLOB_NOSYS;
    };
    let mut found = Found::default();
    let before = errno::get();
    let outcome = engine::glob(pattern, decoded(flags), &mut files, &mut found);
    result.gl_flags = flags | if found.magic { GLOB_MAGCHAR } else { 0 };
    // SAFETY: the caller's promise about earlier results.
    if unsafe { result.add(&found.paths) }.is_err() {
        return GLOB_NOSPACE;
    }
    match outcome {
        Ok(()) => {
            errno::restore(before);
            0
        }
        Err(Failure::NoMatch) => GLOB_NOMATCH,
        Err(Failure::NoSpace) => GLOB_NOSPACE,
        Err(Failure::Aborted) => GLOB_ABORTED,
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/globfree.html>
///
/// # Safety
/// `result` was filled by [`glob`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn globfree(result: *mut glob_t) {
    // SAFETY: the caller's promise.
    unsafe { (*result).clear() };
}
