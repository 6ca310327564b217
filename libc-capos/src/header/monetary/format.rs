//! `strfmon` and `strfmon_l`.

use super::amounts::Passed;
use crate::abi::va::VaArgs;
use crate::abi::{cstr, uninit_slice_mut};
use crate::errno::{self, Errno};
use crate::types::{c_char, locale_t, size_t, ssize_t};
use capos_libc_engine::monetary::{self, Conventions, Error};

/// Both locales have the same conventions about money: none.
const CONVENTIONS: Conventions<'static> = Conventions::C;

/// # Safety
/// `s` has room for `maxsize` bytes, `format` is a string, and `arguments` are what it says.
unsafe fn to_memory(
    s: *mut c_char,
    maxsize: size_t,
    format: *const c_char,
    arguments: VaArgs<'_>,
) -> Result<usize, Errno> {
    // SAFETY: the caller's promise.
    let (format, mut rest) = unsafe { (cstr(format).to_bytes(), uninit_slice_mut(s.cast(), maxsize)) };
    let room = maxsize.checked_sub(1).ok_or(Errno::E2BIG)?;
    let mut put = |text: &[u8]| {
        // The engine hands out no more than it said there is room for.
        let (place, behind) = core::mem::take(&mut rest).split_at_mut(text.len());
        place.iter_mut().zip(text).for_each(|(slot, &byte)| {
            slot.write(byte);
        });
        rest = behind;
    };
    let len = monetary::format(format, &CONVENTIONS, &mut Passed::new(arguments), room, &mut put);
    let len = len.map_err(|error| match error {
        Error::Format => Errno::EINVAL,
        Error::Full => Errno::E2BIG,
        Error::Memory => Errno::ENOMEM,
    })?;
    put(b"\0");
    Ok(len)
}

fn report(outcome: Result<usize, Errno>) -> ssize_t {
    errno::result(outcome.map(|len| len as ssize_t))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strfmon.html>
///
/// # Safety
/// `s` has room for `maxsize` bytes, `format` is a string, and the arguments are what it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strfmon(
    s: *mut c_char,
    maxsize: size_t,
    format: *const c_char,
    mut args: ...
) -> ssize_t {
    // SAFETY: the caller's promise.
    report(unsafe { to_memory(s, maxsize, format, VaArgs::of(&mut args)) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strfmon_l.html>
///
/// # Safety
/// As for `strfmon`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strfmon_l(
    s: *mut c_char,
    maxsize: size_t,
    _locale: locale_t,
    format: *const c_char,
    mut args: ...
) -> ssize_t {
    // SAFETY: the caller's promise.
    report(unsafe { to_memory(s, maxsize, format, VaArgs::of(&mut args)) })
}
