//! Multibyte characters and strings without states: no encoding here has shift states, so the functions that keep
//! one in C keep nothing.

use crate::locale;
use crate::types::{c_char, c_int, mbstate_t, size_t, wchar_t};
use crate::wide::{self, Failed, StateSlot};
use capos_libc_engine::encoding::{self, State};

/// `mblen` and `mbtowc`: an incomplete character is an error to them.
///
/// # Safety
/// Bytes at `s` are readable up to `n` or to the end of a character; `pwc` is NULL or writable.
#[inline(always)]
unsafe fn decode(pwc: *mut wchar_t, s: *const c_char, n: size_t) -> c_int {
    // ASCII is itself in every encoding.
    if n > 0
        // SAFETY: the first byte is readable where there is one.
        && let byte @ 0..0x80 = unsafe { *s.cast::<u8>() }
    {
        if !pwc.is_null() {
            // SAFETY: the caller's promise.
            unsafe { *pwc = byte.into() }
        }
        return (byte != 0).into();
    }
    // SAFETY: the caller's promise: no byte is asked for behind the character's end.
    let bytes = |at| (at < n).then(|| unsafe { *s.cast::<u8>().add(at) });
    if let Some((wide, read)) = encoding::decode_whole(locale::charset(), bytes) {
        if !pwc.is_null() {
            // SAFETY: the caller's promise.
            unsafe { *pwc = wide.cast_signed() }
        }
        return read as c_int;
    }
    // SAFETY: the caller's promise.
    match unsafe { wide::decode_one(&mut State::default(), s, n) } {
        Ok((wide, read)) => {
            if !pwc.is_null() {
                // SAFETY: the caller's promise.
                unsafe { *pwc = wide.cast_signed() }
            }
            if wide == 0 { 0 } else { read as c_int }
        }
        Err(_) => {
            Failed::Invalid.report();
            -1
        }
    }
}

/// The largest number of bytes in a character of the current locale: what `MB CUR MAX` is.
#[unsafe(no_mangle)]
pub extern "C" fn __ctype_get_mb_cur_max() -> size_t {
    locale::charset().max_len()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mblen.html>
///
/// # Safety
/// Bytes at `s` are readable up to `n` or to the end of a character. `s` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mblen(s: *const c_char, n: size_t) -> c_int {
    // SAFETY: the caller's promise.
    if s.is_null() { 0 } else { unsafe { decode(core::ptr::null_mut(), s, n) } }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mbtowc.html>
///
/// # Safety
/// Bytes at `s` are readable up to `n` or to the end of a character; `pwc` is NULL or writable. `s` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mbtowc(pwc: *mut wchar_t, s: *const c_char, n: size_t) -> c_int {
    // SAFETY: the caller's promise.
    if s.is_null() { 0 } else { unsafe { decode(pwc, s, n) } }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wctomb.html>
///
/// # Safety
/// `s` is NULL or has room for `MB_CUR_MAX` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wctomb(s: *mut c_char, wchar: wchar_t) -> c_int {
    if s.is_null() {
        return 0;
    }
    // SAFETY: the caller's promise.
    match unsafe { wide::encode_one(s, wchar.cast_unsigned()) } {
        Ok(len) => len as c_int,
        Err(failed) => {
            failed.report();
            -1
        }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mbstowcs.html>
///
/// # Safety
/// `s` is a string; `pwcs` is NULL or has room for `n` wide characters.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mbstowcs(pwcs: *mut wchar_t, s: *const c_char, n: size_t) -> size_t {
    let mut src = s;
    // SAFETY: the caller's promise.
    unsafe {
        let mut state = mbstate_t::default();
        wide::decode_string(pwcs, &mut src, size_t::MAX, n, &mut StateSlot::Caller(&mut state))
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcstombs.html>
///
/// # Safety
/// `pwcs` is a wide string; `s` is NULL or has room for `n` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcstombs(s: *mut c_char, pwcs: *const wchar_t, n: size_t) -> size_t {
    let mut src = pwcs;
    // SAFETY: the caller's promise.
    unsafe { wide::encode_string(s, &mut src, size_t::MAX, n) }
}
