//! Classes and mappings by name.

use super::classify::{class_of_handle, class_to_handle, is, map};
use crate::abi::cstr;
use crate::errno::{self, Errno};
use crate::locale;
use crate::types::{c_char, c_int, locale_t, wctrans_t, wctype_t, wint_t};
use capos_libc_engine::ctype::{CaseMap, Class};
use capos_libc_engine::encoding::Charset;

/// What the values of `wctrans` point at; the content says which mapping it is.
static MAPPINGS: [c_int; 2] = [0, 1];

fn mapping_to_handle(mapping: Option<CaseMap>) -> wctrans_t {
    match mapping {
        Some(CaseMap::Lower) => &raw const MAPPINGS[0],
        Some(CaseMap::Upper) => &raw const MAPPINGS[1],
        None => {
            errno::set(Errno::EINVAL);
            core::ptr::null()
        }
    }
}

fn mapping_of_handle(handle: wctrans_t) -> Option<CaseMap> {
    if handle == &raw const MAPPINGS[0] {
        Some(CaseMap::Lower)
    } else if handle == &raw const MAPPINGS[1] {
        Some(CaseMap::Upper)
    } else {
        None
    }
}

fn in_class(charset: Charset, wc: wint_t, class: wctype_t) -> c_int {
    class_of_handle(class).is_some_and(|class| is(charset, wc, class)).into()
}

fn translate(charset: Charset, wc: wint_t, mapping: wctrans_t) -> wint_t {
    match mapping_of_handle(mapping) {
        Some(mapping) => map(charset, wc, mapping),
        None => {
            errno::set(Errno::EINVAL);
            wc
        }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wctype.html>
///
/// # Safety
/// `property` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wctype(property: *const c_char) -> wctype_t {
    // SAFETY: the caller's promise.
    let name = unsafe { cstr(property) };
    class_to_handle(Class::from_name(name.to_bytes()))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wctrans.html>
///
/// # Safety
/// `charclass` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wctrans(charclass: *const c_char) -> wctrans_t {
    // SAFETY: the caller's promise.
    let name = unsafe { cstr(charclass) };
    mapping_to_handle(CaseMap::from_name(name.to_bytes()))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wctype.html>
///
/// # Safety
/// `property` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wctype_l(property: *const c_char, _locale: locale_t) -> wctype_t {
    // SAFETY: the caller's promise.
    let name = unsafe { cstr(property) };
    class_to_handle(Class::from_name(name.to_bytes()))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/wctrans.html>
///
/// # Safety
/// `charclass` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wctrans_l(charclass: *const c_char, _locale: locale_t) -> wctrans_t {
    // SAFETY: the caller's promise.
    let name = unsafe { cstr(charclass) };
    mapping_to_handle(CaseMap::from_name(name.to_bytes()))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iswctype.html>
#[unsafe(no_mangle)]
pub extern "C" fn iswctype(wc: wint_t, charclass: wctype_t) -> c_int {
    in_class(locale::charset(), wc, charclass)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/towctrans.html>
#[unsafe(no_mangle)]
pub extern "C" fn towctrans(wc: wint_t, desc: wctrans_t) -> wint_t {
    translate(locale::charset(), wc, desc)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iswctype.html>
#[unsafe(no_mangle)]
pub extern "C" fn iswctype_l(wc: wint_t, charclass: wctype_t, locale: locale_t) -> c_int {
    in_class(locale::handle(locale).charset(), wc, charclass)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/towctrans.html>
#[unsafe(no_mangle)]
pub extern "C" fn towctrans_l(wc: wint_t, desc: wctrans_t, locale: locale_t) -> wint_t {
    translate(locale::handle(locale).charset(), wc, desc)
}
