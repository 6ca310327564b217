//! Compiling patterns and giving them up.

use super::error;
use crate::abi::cstr;
use crate::locale;
use crate::sync::Mutex;
use crate::types::{c_char, c_int, regex_t};
use alloc::boxed::Box;
use capos_libc_engine::regex::{Cache, Flags, Regex, Syntax};

const REG_EXTENDED: c_int = 1;
const REG_ICASE: c_int = 2;
const REG_NEWLINE: c_int = 4;
const REG_NOSUB: c_int = 8;
const REG_MINIMAL: c_int = 16;

/// What `__compiled` of a `regex_t` points at.
pub struct Compiled {
    pub regex: Regex,
    /// The caller wants no spans.
    pub no_spans: bool,
    /// What searches have learned. One search at a time uses it; others that run meanwhile do without.
    pub cache: Mutex<Cache>,
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/regcomp.html>
///
/// # Safety
/// `preg` is writable; `pattern` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn regcomp(preg: *mut regex_t, pattern: *const c_char, cflags: c_int) -> c_int {
    let flags = Flags {
        syntax: if cflags & REG_EXTENDED != 0 { Syntax::Extended } else { Syntax::Basic },
        ignore_case: cflags & REG_ICASE != 0,
        newline: cflags & REG_NEWLINE != 0,
        minimal: cflags & REG_MINIMAL != 0,
        charset: locale::charset(),
    };
    // SAFETY: the caller's promise.
    let regex = match Regex::new(unsafe { cstr(pattern) }.to_bytes(), flags) {
        Ok(regex) => regex,
        Err(error) => return error::number(error),
    };
    let re_nsub = regex.group_count();
    let cache = Mutex::new(regex.cache());
    let compiled = Box::new(Compiled { regex, no_spans: cflags & REG_NOSUB != 0, cache });
    // SAFETY: the caller's promise.
    unsafe {
        preg.write(regex_t {
            re_nsub,
            __compiled: Box::into_raw(compiled).cast(),
            __reserved: [core::ptr::null_mut(); 4],
            __reserved_size: 0,
            __reserved_char: 0,
        });
    }
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/regfree.html>
///
/// # Safety
/// `preg` is a compiled pattern, which becomes none, or one that already became none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn regfree(preg: *mut regex_t) {
    // SAFETY: the caller's promise: `regcomp` made the pointer, and this takes it away.
    unsafe {
        let compiled = core::mem::take(&mut (*preg).__compiled);
        if !compiled.is_null() {
            drop(Box::from_raw(compiled.cast::<Compiled>()));
        }
    }
}
