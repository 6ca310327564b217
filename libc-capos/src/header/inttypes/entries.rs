//! Functions for `intmax_t`.

use crate::abi::{NarrowText, Out, WideText};
use crate::numeric;
use crate::types::{c_char, c_int, imaxdiv_t, intmax_t, uintmax_t, wchar_t};
use capos_libc_engine::number::Text;

/// # Safety
/// `endptr` is NULL or writable.
unsafe fn signed<T>(text: &impl Text, nptr: *const T, endptr: *mut *mut T, base: c_int) -> intmax_t {
    let (value, read) = numeric::signed(text, base, 64);
    // SAFETY: the caller's promise.
    unsafe { Out::new(endptr) }.write(nptr.wrapping_add(read).cast_mut());
    value
}

/// # Safety
/// `endptr` is NULL or writable.
unsafe fn unsigned<T>(text: &impl Text, nptr: *const T, endptr: *mut *mut T, base: c_int) -> uintmax_t {
    let (value, read) = numeric::unsigned(text, base, 64);
    // SAFETY: the caller's promise.
    unsafe { Out::new(endptr) }.write(nptr.wrapping_add(read).cast_mut());
    value
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/imaxabs.html>
#[unsafe(no_mangle)]
pub extern "C" fn imaxabs(j: intmax_t) -> intmax_t {
    j.wrapping_abs()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/imaxdiv.html>
#[unsafe(no_mangle)]
pub extern "C" fn imaxdiv(numer: intmax_t, denom: intmax_t) -> imaxdiv_t {
    imaxdiv_t { quot: numer / denom, rem: numer % denom }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strtoimax.html>
///
/// # Safety
/// `nptr` is a string; `endptr` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strtoimax(nptr: *const c_char, endptr: *mut *mut c_char, base: c_int) -> intmax_t {
    // SAFETY: the caller's promise.
    unsafe { signed(&NarrowText::new(nptr), nptr, endptr, base) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strtoumax.html>
///
/// # Safety
/// `nptr` is a string; `endptr` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strtoumax(nptr: *const c_char, endptr: *mut *mut c_char, base: c_int) -> uintmax_t {
    // SAFETY: the caller's promise.
    unsafe { unsigned(&NarrowText::new(nptr), nptr, endptr, base) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcstoimax.html>
///
/// # Safety
/// `nptr` is a wide string; `endptr` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcstoimax(nptr: *const wchar_t, endptr: *mut *mut wchar_t, base: c_int) -> intmax_t {
    // SAFETY: the caller's promise.
    unsafe { signed(&WideText::new(nptr), nptr, endptr, base) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcstoumax.html>
///
/// # Safety
/// `nptr` is a wide string; `endptr` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcstoumax(
    nptr: *const wchar_t,
    endptr: *mut *mut wchar_t,
    base: c_int,
) -> uintmax_t {
    // SAFETY: the caller's promise.
    unsafe { unsigned(&WideText::new(nptr), nptr, endptr, base) }
}
