//! Case mappings of wide characters.

use super::classify::map;
use crate::locale;
use crate::types::{locale_t, wint_t};
use capos_libc_engine::ctype::CaseMap;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/towlower.html>
#[unsafe(no_mangle)]
pub extern "C" fn towlower(wc: wint_t) -> wint_t {
    map(locale::charset(), wc, CaseMap::Lower)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/towupper.html>
#[unsafe(no_mangle)]
pub extern "C" fn towupper(wc: wint_t) -> wint_t {
    map(locale::charset(), wc, CaseMap::Upper)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/towlower.html>
#[unsafe(no_mangle)]
pub extern "C" fn towlower_l(wc: wint_t, locale: locale_t) -> wint_t {
    map(locale::handle(locale).charset(), wc, CaseMap::Lower)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/towupper.html>
#[unsafe(no_mangle)]
pub extern "C" fn towupper_l(wc: wint_t, locale: locale_t) -> wint_t {
    map(locale::handle(locale).charset(), wc, CaseMap::Upper)
}
