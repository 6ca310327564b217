//! Matching names against shell patterns.

use crate::abi::cstr;
use crate::locale;
use crate::types::{c_char, c_int};
use capos_libc_engine::fnmatch::{Flags, matches};

const FNM_PATHNAME: c_int = 0x01;
const FNM_NOESCAPE: c_int = 0x02;
const FNM_PERIOD: c_int = 0x04;
const FNM_LEADING_DIR: c_int = 0x08;
const FNM_IGNORECASE: c_int = 0x10;
const FNM_NOMATCH: c_int = 1;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fnmatch.html>
///
/// # Safety
/// Both are strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fnmatch(pattern: *const c_char, string: *const c_char, flags: c_int) -> c_int {
    let flags = Flags {
        pathname: flags & FNM_PATHNAME != 0,
        no_escape: flags & FNM_NOESCAPE != 0,
        period: flags & FNM_PERIOD != 0,
        leading_dir: flags & FNM_LEADING_DIR != 0,
        ignore_case: flags & FNM_IGNORECASE != 0,
        charset: locale::charset(),
    };
    // SAFETY: the caller's promise.
    let found = unsafe { matches(cstr(pattern).to_bytes(), cstr(string).to_bytes(), flags) };
    if found { 0 } else { FNM_NOMATCH }
}
