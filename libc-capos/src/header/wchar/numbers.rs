//! Numbers from wide strings.

use crate::abi::long_double::ld_from_words;
use crate::abi::{Out, WideText};
use crate::numeric;
use crate::types::{
    c_double, c_float, c_int, c_long, c_longlong, c_ulong, c_ulonglong, long_double, wchar_t,
};
use capos_libc_engine::float::F80;

/// Tells the caller where the number ended.
///
/// # Safety
/// `endptr` is NULL or writable.
unsafe fn store_end(endptr: *mut *mut wchar_t, nptr: *const wchar_t, read: usize) {
    // SAFETY: the caller's promise.
    unsafe { Out::new(endptr) }.write(nptr.wrapping_add(read).cast_mut());
}

/// # Safety
/// `nptr` is a wide string; `endptr` is NULL or writable.
unsafe fn signed(nptr: *const wchar_t, endptr: *mut *mut wchar_t, base: c_int) -> i64 {
    // SAFETY: the caller's promise.
    unsafe {
        let (value, read) = numeric::signed(&WideText::new(nptr), base, 64);
        store_end(endptr, nptr, read);
        value
    }
}

/// # Safety
/// As for [`signed`].
unsafe fn unsigned(nptr: *const wchar_t, endptr: *mut *mut wchar_t, base: c_int) -> u64 {
    // SAFETY: the caller's promise.
    unsafe {
        let (value, read) = numeric::unsigned(&WideText::new(nptr), base, 64);
        store_end(endptr, nptr, read);
        value
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcstol.html>
///
/// # Safety
/// `nptr` is a wide string; `endptr` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcstol(nptr: *const wchar_t, endptr: *mut *mut wchar_t, base: c_int) -> c_long {
    // SAFETY: the caller's promise.
    unsafe { signed(nptr, endptr, base) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcstoll.html>
///
/// # Safety
/// `nptr` is a wide string; `endptr` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcstoll(nptr: *const wchar_t, endptr: *mut *mut wchar_t, base: c_int) -> c_longlong {
    // SAFETY: the caller's promise.
    unsafe { signed(nptr, endptr, base) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcstoul.html>
///
/// # Safety
/// `nptr` is a wide string; `endptr` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcstoul(nptr: *const wchar_t, endptr: *mut *mut wchar_t, base: c_int) -> c_ulong {
    // SAFETY: the caller's promise.
    unsafe { unsigned(nptr, endptr, base) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcstoull.html>
///
/// # Safety
/// `nptr` is a wide string; `endptr` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcstoull(
    nptr: *const wchar_t,
    endptr: *mut *mut wchar_t,
    base: c_int,
) -> c_ulonglong {
    // SAFETY: the caller's promise.
    unsafe { unsigned(nptr, endptr, base) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcstod.html>
///
/// # Safety
/// `nptr` is a wide string; `endptr` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcstod(nptr: *const wchar_t, endptr: *mut *mut wchar_t) -> c_double {
    // SAFETY: the caller's promise.
    unsafe {
        let (value, read) = numeric::double(&WideText::new(nptr));
        store_end(endptr, nptr, read);
        value
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcstof.html>
///
/// # Safety
/// `nptr` is a wide string; `endptr` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcstof(nptr: *const wchar_t, endptr: *mut *mut wchar_t) -> c_float {
    // SAFETY: the caller's promise.
    unsafe {
        let (value, read) = numeric::single(&WideText::new(nptr));
        store_end(endptr, nptr, read);
        value
    }
}

/// # Safety
/// `out` is writable; the rest as for [`wcstold`].
unsafe extern "C" fn extended(out: *mut long_double, nptr: *const wchar_t, endptr: *mut *mut wchar_t) {
    // SAFETY: the caller's promise; `F80` has the layout of a `long double`.
    unsafe {
        let (value, read) = numeric::extended(&WideText::new(nptr));
        store_end(endptr, nptr, read);
        out.cast::<F80>().write(value);
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcstold.html>
///
/// # Safety
/// `nptr` is a wide string; `endptr` is NULL or writable.
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub unsafe extern "C" fn wcstold(nptr: *const wchar_t, endptr: *mut *mut wchar_t) -> long_double {
    ld_from_words!(extended)
}
