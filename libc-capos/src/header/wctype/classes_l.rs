//! The tests of wide characters in a given locale.

use super::classify::is;
use crate::locale;
use crate::types::{c_int, locale_t, wint_t};
use capos_libc_engine::ctype::Class;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iswalnum.html>
#[unsafe(no_mangle)]
pub extern "C" fn iswalnum_l(wc: wint_t, locale: locale_t) -> c_int {
    is(locale::handle(locale).charset(), wc, Class::Alnum).into()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iswalpha.html>
#[unsafe(no_mangle)]
pub extern "C" fn iswalpha_l(wc: wint_t, locale: locale_t) -> c_int {
    is(locale::handle(locale).charset(), wc, Class::Alpha).into()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iswblank.html>
#[unsafe(no_mangle)]
pub extern "C" fn iswblank_l(wc: wint_t, locale: locale_t) -> c_int {
    is(locale::handle(locale).charset(), wc, Class::Blank).into()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iswcntrl.html>
#[unsafe(no_mangle)]
pub extern "C" fn iswcntrl_l(wc: wint_t, locale: locale_t) -> c_int {
    is(locale::handle(locale).charset(), wc, Class::Cntrl).into()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iswdigit.html>
#[unsafe(no_mangle)]
pub extern "C" fn iswdigit_l(wc: wint_t, locale: locale_t) -> c_int {
    is(locale::handle(locale).charset(), wc, Class::Digit).into()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iswgraph.html>
#[unsafe(no_mangle)]
pub extern "C" fn iswgraph_l(wc: wint_t, locale: locale_t) -> c_int {
    is(locale::handle(locale).charset(), wc, Class::Graph).into()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iswlower.html>
#[unsafe(no_mangle)]
pub extern "C" fn iswlower_l(wc: wint_t, locale: locale_t) -> c_int {
    is(locale::handle(locale).charset(), wc, Class::Lower).into()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iswprint.html>
#[unsafe(no_mangle)]
pub extern "C" fn iswprint_l(wc: wint_t, locale: locale_t) -> c_int {
    is(locale::handle(locale).charset(), wc, Class::Print).into()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iswpunct.html>
#[unsafe(no_mangle)]
pub extern "C" fn iswpunct_l(wc: wint_t, locale: locale_t) -> c_int {
    is(locale::handle(locale).charset(), wc, Class::Punct).into()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iswspace.html>
#[unsafe(no_mangle)]
pub extern "C" fn iswspace_l(wc: wint_t, locale: locale_t) -> c_int {
    is(locale::handle(locale).charset(), wc, Class::Space).into()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iswupper.html>
#[unsafe(no_mangle)]
pub extern "C" fn iswupper_l(wc: wint_t, locale: locale_t) -> c_int {
    is(locale::handle(locale).charset(), wc, Class::Upper).into()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iswxdigit.html>
#[unsafe(no_mangle)]
pub extern "C" fn iswxdigit_l(wc: wint_t, locale: locale_t) -> c_int {
    is(locale::handle(locale).charset(), wc, Class::Xdigit).into()
}
