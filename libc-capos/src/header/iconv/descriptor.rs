//! `iconv_open` and `iconv_close`.

use crate::abi::cstr;
use crate::errno::{self, Errno};
use crate::locale;
use crate::types::{c_char, c_int, c_void};
use alloc::boxed::Box;
use alloc::vec::Vec;
use capos_libc_engine::charset::{Charset, Converter, OutOfMemory, Target};
use capos_libc_engine::encoding;
use core::ptr;

/// A conversion; points at a [`Converter`].
pub type iconv_t = *mut c_void;

/// What `iconv_open` returns where it fails.
const FAILED: iconv_t = usize::MAX as iconv_t;

/// The character set of the locale.
fn of_locale() -> Charset {
    match locale::charset() {
        encoding::Charset::Bytes => Charset::Ascii,
        encoding::Charset::Utf8 => Charset::Utf8,
    }
}

/// A converter in memory of its own, an array of one.
fn open(to: &[u8], from: &[u8]) -> Result<Box<[Converter]>, Errno> {
    let locale = of_locale();
    let named = |name| Target::parse(name, locale).ok_or(Errno::EINVAL);
    let (to, from) = (named(to)?, named(from)?);
    let no_memory = |OutOfMemory| Errno::ENOMEM;
    let converter = Converter::new(from.charset, to).map_err(no_memory)?;
    let mut memory = Vec::new();
    memory.try_reserve_exact(1).map_err(|_| Errno::ENOMEM)?;
    memory.push(converter);
    Ok(memory.into_boxed_slice())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iconv_open.html>
///
/// # Safety
/// Both names are strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iconv_open(tocode: *const c_char, fromcode: *const c_char) -> iconv_t {
    // SAFETY: the caller's promise.
    let (to, from) = unsafe { (cstr(tocode), cstr(fromcode)) };
    match open(to.to_bytes(), from.to_bytes()) {
        Ok(converter) => Box::into_raw(converter).cast(),
        Err(error) => {
            errno::set(error);
            FAILED
        }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iconv_close.html>
///
/// # Safety
/// `cd` came from `iconv_open` and was not closed, or is the value of its failure.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iconv_close(cd: iconv_t) -> c_int {
    if cd == FAILED || cd.is_null() {
        errno::set(Errno::EBADF);
        return -1;
    }
    let memory = ptr::slice_from_raw_parts_mut(cd.cast::<Converter>(), 1);
    // SAFETY: the caller's promise; `iconv_open` made it of such a box.
    drop(unsafe { Box::from_raw(memory) });
    0
}
