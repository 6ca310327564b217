//! Names of locales: what `setlocale` accepts and returns.

use super::{Category, Locale};
use crate::start;
use capos_libc_engine::encoding::Charset;
use core::ffi::CStr;

const C: &CStr = c"C";
const C_UTF8: &CStr = c"C.UTF-8";

/// Longest combined name: six times `C.UTF-8`, separators and the null.
const COMBINED_LEN: usize = 6 * 8;
/// Names of locales whose categories differ, by their bits: `C.UTF-8;C;C;C;C;C`.
static COMBINED: [[u8; COMBINED_LEN]; 64] = combined_names();

const fn combined_names() -> [[u8; COMBINED_LEN]; 64] {
    let mut names = [[0; COMBINED_LEN]; 64];
    let mut bits = 0;
    while bits < names.len() {
        let mut at = 0;
        let mut category = 0;
        while category < 6 {
            let part = if bits >> category & 1 == 0 { C.to_bytes() } else { C_UTF8.to_bytes() };
            let mut n = 0;
            while n < part.len() {
                names[bits][at] = part[n];
                at += 1;
                n += 1;
            }
            if category < 5 {
                names[bits][at] = b';';
                at += 1;
            }
            category += 1;
        }
        bits += 1;
    }
    names
}

/// The name of one category's locale.
pub fn name(utf8: bool) -> &'static CStr {
    if utf8 { C_UTF8 } else { C }
}

/// The name of the whole: one name where all categories agree, else one for each in order of their numbers.
pub fn combined_name(locale: Locale) -> &'static CStr {
    match locale.bits() {
        0 => C,
        0b11_1111 => C_UTF8,
        bits => CStr::from_bytes_until_nul(&COMBINED[usize::from(bits)]).unwrap_or(C),
    }
}

/// What `nl_langinfo(CODESET)` answers.
pub fn codeset(charset: Charset) -> &'static CStr {
    match charset {
        Charset::Bytes => c"ASCII",
        Charset::Utf8 => c"UTF-8",
    }
}

/// Sets the categories for which `chosen` holds as `name` says: a locale's name, a combined name, or the empty
/// string for what the environment says. `None` where a name is unknown.
pub fn parse(name: &CStr, base: Locale, chosen: impl Fn(Category) -> bool) -> Option<Locale> {
    let text = name.to_bytes();
    let mut parts = text.split(|&byte| byte == b';');
    let combined = text.contains(&b';');
    let mut locale = base;
    for category in Category::ALL {
        let part = if combined { parts.next()? } else { text };
        if chosen(category) {
            let utf8 = if part.is_empty() { from_environment(category)? } else { single(part)? };
            locale = locale.with(category, utf8);
        }
    }
    let all_used = !combined || parts.next().is_none();
    all_used.then_some(locale)
}

/// Whether a name means `C.UTF-8`; `None` where there is no such locale.
fn single(name: &[u8]) -> Option<bool> {
    match name {
        b"C" | b"POSIX" => Some(false),
        _ if name.eq_ignore_ascii_case(b"C.UTF-8") || name.eq_ignore_ascii_case(b"C.UTF8") => Some(true),
        _ => None,
    }
}

/// The locale of a category by `LC_ALL`, the category's variable and `LANG`, in this order, empty ones skipped.
/// Without any, the system's default is `C.UTF-8`: all its texts are UTF-8.
fn from_environment(category: Category) -> Option<bool> {
    let set = |name| start::variable(name).filter(|value| !value.is_empty());
    match set(c"LC_ALL").or_else(|| set(category.variable())).or_else(|| set(c"LANG")) {
        Some(value) => single(value.to_bytes()),
        None => Some(true),
    }
}
