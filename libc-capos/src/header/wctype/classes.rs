//! The tests of wide characters in the current locale.

use super::classify::is;
use crate::locale;
use crate::types::{c_int, wint_t};
use capos_libc_engine::ctype::Class;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iswalnum.html>
#[unsafe(no_mangle)]
pub extern "C" fn iswalnum(wc: wint_t) -> c_int {
    is(locale::charset(), wc, Class::Alnum).into()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iswalpha.html>
#[unsafe(no_mangle)]
pub extern "C" fn iswalpha(wc: wint_t) -> c_int {
    is(locale::charset(), wc, Class::Alpha).into()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iswblank.html>
#[unsafe(no_mangle)]
pub extern "C" fn iswblank(wc: wint_t) -> c_int {
    is(locale::charset(), wc, Class::Blank).into()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iswcntrl.html>
#[unsafe(no_mangle)]
pub extern "C" fn iswcntrl(wc: wint_t) -> c_int {
    is(locale::charset(), wc, Class::Cntrl).into()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iswdigit.html>
#[unsafe(no_mangle)]
pub extern "C" fn iswdigit(wc: wint_t) -> c_int {
    is(locale::charset(), wc, Class::Digit).into()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iswgraph.html>
#[unsafe(no_mangle)]
pub extern "C" fn iswgraph(wc: wint_t) -> c_int {
    is(locale::charset(), wc, Class::Graph).into()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iswlower.html>
#[unsafe(no_mangle)]
pub extern "C" fn iswlower(wc: wint_t) -> c_int {
    is(locale::charset(), wc, Class::Lower).into()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iswprint.html>
#[unsafe(no_mangle)]
pub extern "C" fn iswprint(wc: wint_t) -> c_int {
    is(locale::charset(), wc, Class::Print).into()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iswpunct.html>
#[unsafe(no_mangle)]
pub extern "C" fn iswpunct(wc: wint_t) -> c_int {
    is(locale::charset(), wc, Class::Punct).into()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iswspace.html>
#[unsafe(no_mangle)]
pub extern "C" fn iswspace(wc: wint_t) -> c_int {
    is(locale::charset(), wc, Class::Space).into()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iswupper.html>
#[unsafe(no_mangle)]
pub extern "C" fn iswupper(wc: wint_t) -> c_int {
    is(locale::charset(), wc, Class::Upper).into()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iswxdigit.html>
#[unsafe(no_mangle)]
pub extern "C" fn iswxdigit(wc: wint_t) -> c_int {
    is(locale::charset(), wc, Class::Xdigit).into()
}
