//! Numbers in strings.

use crate::abi::long_double::ld_from_words;
use crate::abi::{NarrowText, Out};
use crate::errno::{self, Errno};
use crate::numeric;
use crate::types::{
    c_char, c_double, c_float, c_int, c_long, c_longlong, c_ulong, c_ulonglong, locale_t, long_double,
};
use capos_libc_engine::float::Format;
use capos_libc_engine::number::{ParsedFloat, ParsedInteger, parse_decimal_integer, parse_integer};

/// Reads an integer and tells where it ended.
///
/// # Safety
/// `text` is a string; `end` is NULL or points to a pointer.
pub unsafe fn integer(text: *const c_char, end: *mut *mut c_char, base: c_int) -> Option<ParsedInteger> {
    // SAFETY: the caller's promise.
    let (string, mut end) = unsafe { (NarrowText::new(text), Out::new(end)) };
    let parsed = u32::try_from(base).ok().and_then(|base| parse_integer(&string, base).ok());
    match parsed {
        Some(parsed) => end.write(text.wrapping_add(parsed.end).cast_mut()),
        None => {
            end.write(text.cast_mut());
            errno::set(Errno::EINVAL);
        }
    }
    parsed
}

/// As `strtol`: 64 bits.
///
/// # Safety
/// As for [`integer`].
unsafe fn signed(text: *const c_char, end: *mut *mut c_char, base: c_int) -> i64 {
    // SAFETY: the caller's promise.
    let (value, clamped) =
        unsafe { integer(text, end, base) }.map_or((0, false), |parsed| parsed.to_signed(64));
    if clamped {
        errno::set(Errno::ERANGE);
    }
    value
}

/// As `strtoul`: 64 bits.
///
/// # Safety
/// As for [`integer`].
unsafe fn unsigned(text: *const c_char, end: *mut *mut c_char, base: c_int) -> u64 {
    // SAFETY: the caller's promise.
    let (value, clamped) =
        unsafe { integer(text, end, base) }.map_or((0, false), |parsed| parsed.to_unsigned(64));
    if clamped {
        errno::set(Errno::ERANGE);
    }
    value
}

/// Reads a floating-point number and tells where it ended.
///
/// # Safety
/// As for [`integer`].
#[inline]
pub unsafe fn floating(text: *const c_char, end: *mut *mut c_char, format: Format) -> ParsedFloat {
    // SAFETY: the caller's promise.
    let (string, mut end) = unsafe { (NarrowText::new(text), Out::new(end)) };
    let parsed = numeric::float(&string, format);
    end.write(text.wrapping_add(parsed.end).cast_mut());
    parsed
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strtol.html>
///
/// # Safety
/// `text` is a string; `end` is NULL or points to a pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strtol(text: *const c_char, end: *mut *mut c_char, base: c_int) -> c_long {
    // SAFETY: the caller's promise.
    unsafe { signed(text, end, base) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strtoll.html>
///
/// # Safety
/// As for [`strtol`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strtoll(text: *const c_char, end: *mut *mut c_char, base: c_int) -> c_longlong {
    // SAFETY: the caller's promise.
    unsafe { signed(text, end, base) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strtoul.html>
///
/// # Safety
/// As for [`strtol`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strtoul(text: *const c_char, end: *mut *mut c_char, base: c_int) -> c_ulong {
    // SAFETY: the caller's promise.
    unsafe { unsigned(text, end, base) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strtoull.html>
///
/// # Safety
/// As for [`strtol`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strtoull(text: *const c_char, end: *mut *mut c_char, base: c_int) -> c_ulonglong {
    // SAFETY: the caller's promise.
    unsafe { unsigned(text, end, base) }
}

/// BSD: `strtoll` under its older name.
///
/// # Safety
/// As for [`strtol`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strtoq(text: *const c_char, end: *mut *mut c_char, base: c_int) -> c_longlong {
    // SAFETY: the caller's promise.
    unsafe { signed(text, end, base) }
}

/// BSD: `strtoull` under its older name.
///
/// # Safety
/// As for [`strtol`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strtouq(text: *const c_char, end: *mut *mut c_char, base: c_int) -> c_ulonglong {
    // SAFETY: the caller's promise.
    unsafe { unsigned(text, end, base) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/atoi.html>
///
/// # Safety
/// `text` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn atoi(text: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    parse_decimal_integer(&unsafe { NarrowText::new(text) }) as c_int
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/atol.html>
///
/// # Safety
/// `text` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn atol(text: *const c_char) -> c_long {
    // SAFETY: the caller's promise.
    parse_decimal_integer(&unsafe { NarrowText::new(text) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/atoll.html>
///
/// # Safety
/// `text` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn atoll(text: *const c_char) -> c_longlong {
    // SAFETY: the caller's promise.
    parse_decimal_integer(&unsafe { NarrowText::new(text) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/atof.html>
///
/// # Safety
/// `text` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn atof(text: *const c_char) -> c_double {
    // SAFETY: the caller's promise.
    numeric::float(&unsafe { NarrowText::new(text) }, Format::BINARY64).to_f64()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strtod.html>
///
/// # Safety
/// As for [`strtol`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strtod(text: *const c_char, end: *mut *mut c_char) -> c_double {
    // SAFETY: the caller's promise.
    unsafe { floating(text, end, Format::BINARY64) }.to_f64()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strtof.html>
///
/// # Safety
/// As for [`strtol`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strtof(text: *const c_char, end: *mut *mut c_char) -> c_float {
    // SAFETY: the caller's promise.
    unsafe { floating(text, end, Format::BINARY32) }.to_f32()
}

/// GNU: `strtod` in a locale. The decimal point is the same in each.
///
/// # Safety
/// As for [`strtol`], and `locale` is a locale.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strtod_l(text: *const c_char, end: *mut *mut c_char, _locale: locale_t) -> c_double {
    // SAFETY: the caller's promise.
    unsafe { floating(text, end, Format::BINARY64) }.to_f64()
}

/// GNU: `strtof` in a locale.
///
/// # Safety
/// As for [`strtod_l`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn strtof_l(text: *const c_char, end: *mut *mut c_char, _locale: locale_t) -> c_float {
    // SAFETY: the caller's promise.
    unsafe { floating(text, end, Format::BINARY32) }.to_f32()
}

/// What `strtold` does, with the result in memory.
///
/// # Safety
/// As for [`strtol`]; `out` is writable.
unsafe extern "C" fn extended(out: *mut long_double, text: *const c_char, end: *mut *mut c_char) {
    // SAFETY: the caller's promise.
    unsafe {
        let value = floating(text, end, Format::EXTENDED80).to_f80();
        // In the two parts in which the processor will load it: it waits for parts that were stored otherwise.
        let out = out.cast::<u64>();
        out.write(value.mantissa());
        out.add(1).write(u64::from(value.sign_exponent()));
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/strtold.html>
///
/// # Safety
/// As for [`strtol`].
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub unsafe extern "C" fn strtold(text: *const c_char, end: *mut *mut c_char) -> long_double {
    ld_from_words!(extended)
}

/// GNU: `strtold` in a locale.
///
/// # Safety
/// As for [`strtod_l`].
#[unsafe(no_mangle)]
#[unsafe(naked)]
pub unsafe extern "C" fn strtold_l(
    text: *const c_char,
    end: *mut *mut c_char,
    locale: locale_t,
) -> long_double {
    ld_from_words!(extended)
}
