//! Lengths and columns.

use crate::locale;
use crate::types::{c_int, size_t, wchar_t};
use crate::wide::Units;
use capos_libc_engine::encoding::Charset;
use capos_libc_engine::unicode;
use capos_libc_mem as mem;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcslen.html>
///
/// # Safety
/// `ws` is a wide string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcslen(ws: *const wchar_t) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { mem::wcslen(ws) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcsnlen.html>
///
/// # Safety
/// `ws` has `maxlen` units or ends before.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcsnlen(ws: *const wchar_t, maxlen: size_t) -> size_t {
    // SAFETY: the caller's promise.
    unsafe { mem::wcsnlen(ws, maxlen) }
}

#[inline(always)]
fn columns(charset: Charset, wide: u32) -> c_int {
    // ASCII is narrow in every locale.
    if (0x20..0x7f).contains(&wide) {
        return 1;
    }
    other_columns(charset, wide)
}

fn other_columns(charset: Charset, wide: u32) -> c_int {
    if charset == Charset::Bytes && wide >= 0x80 {
        return -1;
    }
    unicode::width(wide).map_or(-1, |width| width as c_int)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcwidth.html>
#[unsafe(no_mangle)]
pub extern "C" fn wcwidth(wc: wchar_t) -> c_int {
    columns(locale::charset(), wc.cast_unsigned())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wcswidth.html>
///
/// # Safety
/// `pwcs` has `n` units or ends before.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcswidth(pwcs: *const wchar_t, n: size_t) -> c_int {
    let charset = locale::charset();
    // SAFETY: the caller's promise; `take` asks for no unit beyond `n`.
    let mut units = unsafe { Units::new(pwcs) }.take(n);
    units
        .try_fold(0, |sum: c_int, unit| match columns(charset, unit.cast_unsigned()) {
            -1 => None,
            width => sum.checked_add(width),
        })
        .unwrap_or(-1)
}
