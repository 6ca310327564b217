//! Case mappings of bytes and the ASCII functions.

use crate::types::{c_int, locale_t};
use capos_libc_engine::ctype;

fn to_lower(c: c_int) -> c_int {
    u8::try_from(c).map_or(c, |byte| ctype::to_lower(byte).into())
}

fn to_upper(c: c_int) -> c_int {
    u8::try_from(c).map_or(c, |byte| ctype::to_upper(byte).into())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tolower.html>
#[unsafe(no_mangle)]
pub extern "C" fn tolower(c: c_int) -> c_int {
    to_lower(c)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/toupper.html>
#[unsafe(no_mangle)]
pub extern "C" fn toupper(c: c_int) -> c_int {
    to_upper(c)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tolower.html>
#[unsafe(no_mangle)]
pub extern "C" fn tolower_l(c: c_int, _locale: locale_t) -> c_int {
    to_lower(c)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/toupper.html>
#[unsafe(no_mangle)]
pub extern "C" fn toupper_l(c: c_int, _locale: locale_t) -> c_int {
    to_upper(c)
}

/// <https://pubs.opengroup.org/onlinepubs/9699919799/functions/isascii.html>
#[unsafe(no_mangle)]
pub extern "C" fn isascii(c: c_int) -> c_int {
    (0..0x80).contains(&c).into()
}

/// <https://pubs.opengroup.org/onlinepubs/9699919799/functions/toascii.html>
#[unsafe(no_mangle)]
pub extern "C" fn toascii(c: c_int) -> c_int {
    c & 0x7f
}

/// <https://pubs.opengroup.org/onlinepubs/9699919799/functions/_tolower.html>: `c` is an upper-case letter.
#[unsafe(no_mangle)]
pub extern "C" fn _tolower(c: c_int) -> c_int {
    c | 0x20
}

/// <https://pubs.opengroup.org/onlinepubs/9699919799/functions/_toupper.html>: `c` is a lower-case letter.
#[unsafe(no_mangle)]
pub extern "C" fn _toupper(c: c_int) -> c_int {
    c & 0x5f
}
