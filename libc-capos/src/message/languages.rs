//! The languages that the user asked for.

use crate::locale::{Category, Locale};
use crate::start;
use core::ffi::CStr;

/// A list of locale names with colons between; `None` where messages are to stay as they are.
///
/// The locale of the category decides whether there are other languages at all; then `LANGUAGE` names them, or the
/// variables that name the category's locale.
pub fn wanted(locale: Locale, category: Category) -> Option<&'static [u8]> {
    if !locale.is_utf8(category) {
        return None;
    }
    let set = |name: &CStr| start::variable(name).map(CStr::to_bytes).filter(|value| !value.is_empty());
    set(c"LANGUAGE").or_else(|| set(c"LC_ALL")).or_else(|| set(category.variable())).or_else(|| set(c"LANG"))
}
