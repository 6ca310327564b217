//! The character tests of a locale object.

use crate::types::{c_int, locale_t};
use capos_libc_engine::ctype::{self, Class};

/// Whether `c` is a byte of the class, in any locale; `EOF` is of none.
#[inline(always)]
fn test(c: c_int, class: Class) -> c_int {
    u8::try_from(c).is_ok_and(|byte| ctype::is(byte, class)).into()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/isalnum.html>
#[unsafe(no_mangle)]
pub extern "C" fn isalnum_l(c: c_int, _locale: locale_t) -> c_int {
    test(c, Class::Alnum)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/isalpha.html>
#[unsafe(no_mangle)]
pub extern "C" fn isalpha_l(c: c_int, _locale: locale_t) -> c_int {
    test(c, Class::Alpha)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/isblank.html>
#[unsafe(no_mangle)]
pub extern "C" fn isblank_l(c: c_int, _locale: locale_t) -> c_int {
    test(c, Class::Blank)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iscntrl.html>
#[unsafe(no_mangle)]
pub extern "C" fn iscntrl_l(c: c_int, _locale: locale_t) -> c_int {
    test(c, Class::Cntrl)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/isdigit.html>
#[unsafe(no_mangle)]
pub extern "C" fn isdigit_l(c: c_int, _locale: locale_t) -> c_int {
    test(c, Class::Digit)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/isgraph.html>
#[unsafe(no_mangle)]
pub extern "C" fn isgraph_l(c: c_int, _locale: locale_t) -> c_int {
    test(c, Class::Graph)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/islower.html>
#[unsafe(no_mangle)]
pub extern "C" fn islower_l(c: c_int, _locale: locale_t) -> c_int {
    test(c, Class::Lower)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/isprint.html>
#[unsafe(no_mangle)]
pub extern "C" fn isprint_l(c: c_int, _locale: locale_t) -> c_int {
    test(c, Class::Print)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ispunct.html>
#[unsafe(no_mangle)]
pub extern "C" fn ispunct_l(c: c_int, _locale: locale_t) -> c_int {
    test(c, Class::Punct)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/isspace.html>
#[unsafe(no_mangle)]
pub extern "C" fn isspace_l(c: c_int, _locale: locale_t) -> c_int {
    test(c, Class::Space)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/isupper.html>
#[unsafe(no_mangle)]
pub extern "C" fn isupper_l(c: c_int, _locale: locale_t) -> c_int {
    test(c, Class::Upper)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/isxdigit.html>
#[unsafe(no_mangle)]
pub extern "C" fn isxdigit_l(c: c_int, _locale: locale_t) -> c_int {
    test(c, Class::Xdigit)
}
