//! `strftime`; `wcsftime` in `header::wchar` shares its way to the engine.

use crate::abi::cstr;
use crate::errno::{self, Errno};
use crate::time_zone::{self, from_c};
use crate::types::{c_char, locale_t, size_t, tm};
use capos_libc_engine::time::strftime::{Env, Error, Sink, Unit, strftime as engine};
use core::ffi::CStr;

/// An array that a program gave, filled from its front.
pub struct Limited<U> {
    start: *mut U,
    used: size_t,
    size: size_t,
}

impl<U: Unit> Sink<U> for Limited<U> {
    fn put(&mut self, unit: U) -> Result<(), Error> {
        if self.used >= self.size {
            return Err(Error::Full);
        }
        // SAFETY: below the size that `format` was promised.
        unsafe { self.start.add(self.used).write(unit) };
        self.used += 1;
        Ok(())
    }

    #[inline]
    fn put_ascii(&mut self, text: &[u8]) -> Result<(), Error> {
        if text.len() > self.size - self.used {
            return text.iter().try_for_each(|&byte| self.put(U::from_ascii(byte)));
        }
        for (n, &byte) in text.iter().enumerate() {
            // SAFETY: below the size that `format` was promised, by the check above.
            unsafe { self.start.add(self.used + n).write(U::from_ascii(byte)) };
        }
        self.used += text.len();
        Ok(())
    }
}

/// The zone's name for `%Z`: the one in the structure, or where a program left it out, the current zone's.
fn zone_name(value: &tm) -> &[u8] {
    if value.tm_zone.is_null() {
        let names = time_zone::refresh().names();
        return names[usize::from(value.tm_isdst > 0)];
    }
    // SAFETY: a zone's name that is not NULL is a string.
    unsafe { CStr::from_ptr(value.tm_zone) }.to_bytes()
}

/// Writes at most `maxsize` units, the terminator included, and returns their number without it; 0 where they do
/// not fit.
///
/// # Safety
/// `maxsize` units at `s` are writable. The zone's name in `value` is NULL or a string.
pub unsafe fn format<U: Unit>(s: *mut U, maxsize: size_t, format: &[U], value: &tm) -> size_t {
    let fields = from_c(value);
    let env = Env { zone: &|| zone_name(value), to_epoch: &|fields| time_zone::refresh().instant(fields) };
    let mut sink = Limited { start: s, used: 0, size: maxsize };
    let end = |sink: &mut Limited<U>| sink.put(U::from_ascii(0));
    match engine(format, &fields, &env, &mut sink).and_then(|()| end(&mut sink)) {
        Ok(()) => sink.used - 1,
        Err(error) => {
            errno::set(match error {
                Error::Full => Errno::ERANGE,
                Error::Overflow => Errno::EOVERFLOW,
            });
            0
        }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strftime.html>
///
/// # Safety
/// `maxsize` bytes at `s` are writable; `fmt` is a string; `timeptr` is readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strftime(
    s: *mut c_char,
    maxsize: size_t,
    fmt: *const c_char,
    timeptr: *const tm,
) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { format(s.cast::<u8>(), maxsize, cstr(fmt).to_bytes(), &*timeptr) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strftime.html>
///
/// # Safety
/// `maxsize` bytes at `s` are writable; `fmt` is a string; `timeptr` is readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strftime_l(
    s: *mut c_char,
    maxsize: size_t,
    fmt: *const c_char,
    timeptr: *const tm,
    _locale: locale_t,
) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { format(s.cast::<u8>(), maxsize, cstr(fmt).to_bytes(), &*timeptr) }
}
