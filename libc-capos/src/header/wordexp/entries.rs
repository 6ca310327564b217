//! Expanding words, and freeing them.

use super::constants::{
    WRDE_APPEND, WRDE_BADCHAR, WRDE_BADVAL, WRDE_CMDSUB, WRDE_DOOFFS, WRDE_NOCMD, WRDE_NOSPACE, WRDE_REUSE,
    WRDE_SHOWERR, WRDE_SYNTAX, WRDE_UNDEF,
};
use super::shell::Environment;
use crate::abi::cstr;
use crate::heap;
use crate::locale;
use crate::types::{c_char, c_int, wordexp_t};
use capos_libc_engine::wordexp::{Failure, Flags, expand};
use core::ptr;

fn number(failure: Failure) -> c_int {
    match failure {
        Failure::NoSpace => WRDE_NOSPACE,
        Failure::BadCharacter => WRDE_BADCHAR,
        Failure::BadValue => WRDE_BADVAL,
        Failure::Command => WRDE_CMDSUB,
        Failure::Syntax => WRDE_SYNTAX,
    }
}

/// # Safety
/// `result` holds the results of a call of [`wordexp`].
unsafe fn clear(result: &mut wordexp_t) {
    // SAFETY: the caller's promise.
    unsafe { heap::free_strings(result.we_wordv, result.we_offs, result.we_wordc) };
    result.we_wordv = ptr::null_mut();
    result.we_wordc = 0;
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wordexp.html>
///
/// # Safety
/// `words` is a string; `result` is a record as `flags` tell, with results of earlier calls under `WRDE_APPEND` and
/// `WRDE_REUSE`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wordexp(words: *const c_char, result: *mut wordexp_t, flags: c_int) -> c_int {
    // SAFETY: the caller's promise: a record whose scalars may be read, and whose pointers count as `flags` tell.
    let (words, result) = unsafe { (cstr(words).to_bytes(), &mut *result) };
    if flags & WRDE_REUSE != 0 {
        // SAFETY: under this flag the record holds earlier results.
        unsafe { clear(result) };
    }
    if flags & WRDE_APPEND == 0 {
        result.we_wordc = 0;
        result.we_wordv = ptr::null_mut();
    }
    if flags & WRDE_DOOFFS == 0 {
        result.we_offs = 0;
    }
    let charset = locale::charset();
    let how = Flags { undefined_is_error: flags & WRDE_UNDEF != 0, charset };
    let mut shell = Environment {
        charset,
        allows_commands: flags & WRDE_NOCMD == 0,
        show_errors: flags & WRDE_SHOWERR != 0,
    };
    let expanded = match expand(words, how, &mut shell) {
        Ok(expanded) => expanded,
        Err(failure) => return number(failure),
    };
    let Some(used) = result.we_offs.checked_add(result.we_wordc) else { return WRDE_NOSPACE };
    // SAFETY: the caller's promise about earlier results.
    if unsafe { heap::extend_strings(&mut result.we_wordv, used, &expanded) }.is_err() {
        return WRDE_NOSPACE;
    }
    result.we_wordc += expanded.len();
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wordfree.html>
///
/// # Safety
/// `result` was filled by [`wordexp`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wordfree(result: *mut wordexp_t) {
    // SAFETY: the caller's promise.
    unsafe { clear(&mut *result) };
}
