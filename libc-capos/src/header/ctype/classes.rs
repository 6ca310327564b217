//! The character tests. Bytes above ASCII are no characters of either locale, so none asks for the locale.

use crate::types::c_int;
use capos_libc_engine::ctype::{self, Class};

/// Whether `c` is a byte of the class; `EOF` is of none.
#[inline(always)]
fn test(c: c_int, class: Class) -> c_int {
    u8::try_from(c).is_ok_and(|byte| ctype::is(byte, class)).into()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/isalnum.html>
#[unsafe(no_mangle)]
pub extern "C" fn isalnum(c: c_int) -> c_int {
    test(c, Class::Alnum)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/isalpha.html>
#[unsafe(no_mangle)]
pub extern "C" fn isalpha(c: c_int) -> c_int {
    test(c, Class::Alpha)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/isblank.html>
#[unsafe(no_mangle)]
pub extern "C" fn isblank(c: c_int) -> c_int {
    test(c, Class::Blank)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/iscntrl.html>
#[unsafe(no_mangle)]
pub extern "C" fn iscntrl(c: c_int) -> c_int {
    test(c, Class::Cntrl)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/isdigit.html>
#[unsafe(no_mangle)]
pub extern "C" fn isdigit(c: c_int) -> c_int {
    test(c, Class::Digit)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/isgraph.html>
#[unsafe(no_mangle)]
pub extern "C" fn isgraph(c: c_int) -> c_int {
    test(c, Class::Graph)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/islower.html>
#[unsafe(no_mangle)]
pub extern "C" fn islower(c: c_int) -> c_int {
    test(c, Class::Lower)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/isprint.html>
#[unsafe(no_mangle)]
pub extern "C" fn isprint(c: c_int) -> c_int {
    // The one class that is a range, and asked for each character of a text.
    c_int::from(matches!(c, 0x20..=0x7e))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ispunct.html>
#[unsafe(no_mangle)]
pub extern "C" fn ispunct(c: c_int) -> c_int {
    test(c, Class::Punct)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/isspace.html>
#[unsafe(no_mangle)]
pub extern "C" fn isspace(c: c_int) -> c_int {
    test(c, Class::Space)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/isupper.html>
#[unsafe(no_mangle)]
pub extern "C" fn isupper(c: c_int) -> c_int {
    test(c, Class::Upper)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/isxdigit.html>
#[unsafe(no_mangle)]
pub extern "C" fn isxdigit(c: c_int) -> c_int {
    test(c, Class::Xdigit)
}
