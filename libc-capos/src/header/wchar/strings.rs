//! Multibyte strings to wide strings and back.

use crate::types::{c_char, mbstate_t, size_t, wchar_t};
use crate::wide::{self, PrivateState, StateSlot};

static MBSRTOWCS: PrivateState = PrivateState::new();
static MBSNRTOWCS: PrivateState = PrivateState::new();

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mbsrtowcs.html>
///
/// # Safety
/// `*src` is a string; `dst` is NULL or has room for `len` wide characters; `ps` is NULL or a state.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mbsrtowcs(
    dst: *mut wchar_t,
    src: *mut *const c_char,
    len: size_t,
    ps: *mut mbstate_t,
) -> size_t {
    // SAFETY: the caller's promise.
    unsafe {
        let mut slot = StateSlot::new(ps, &MBSRTOWCS);
        wide::decode_string(dst, &mut *src, size_t::MAX, len, &mut slot)
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mbsnrtowcs.html>
///
/// # Safety
/// `*src` has `nms` bytes or ends before; `dst` is NULL or has room for `len` wide characters; `ps` is NULL or a state.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mbsnrtowcs(
    dst: *mut wchar_t,
    src: *mut *const c_char,
    nms: size_t,
    len: size_t,
    ps: *mut mbstate_t,
) -> size_t {
    // SAFETY: the caller's promise.
    unsafe {
        let mut slot = StateSlot::new(ps, &MBSNRTOWCS);
        wide::decode_string(dst, &mut *src, nms, len, &mut slot)
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcsrtombs.html>
///
/// # Safety
/// `*src` is a wide string; `dst` is NULL or has room for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcsrtombs(
    dst: *mut c_char,
    src: *mut *const wchar_t,
    len: size_t,
    _ps: *mut mbstate_t,
) -> size_t {
    // SAFETY: the caller's promise. There are no shift states, so the state stays the initial one.
    unsafe { wide::encode_string(dst, &mut *src, size_t::MAX, len) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcsnrtombs.html>
///
/// # Safety
/// `*src` has `nwc` wide characters or ends before; `dst` is NULL or has room for `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcsnrtombs(
    dst: *mut c_char,
    src: *mut *const wchar_t,
    nwc: size_t,
    len: size_t,
    _ps: *mut mbstate_t,
) -> size_t {
    // SAFETY: the caller's promise. There are no shift states, so the state stays the initial one.
    unsafe { wide::encode_string(dst, &mut *src, nwc, len) }
}
