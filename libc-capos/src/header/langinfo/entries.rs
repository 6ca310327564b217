//! `nl_langinfo`.

use super::items;
use crate::locale::{self, Locale};
use crate::types::{c_char, locale_t, nl_item};

fn text(item: nl_item, locale: Locale) -> *mut c_char {
    // Programs must not write to the string, as the standard says.
    items::text(item, locale.charset()).as_ptr().cast_mut()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/nl_langinfo.html>
#[unsafe(no_mangle)]
pub extern "C" fn nl_langinfo(item: nl_item) -> *mut c_char {
    text(item, locale::current())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/nl_langinfo.html>
#[unsafe(no_mangle)]
pub extern "C" fn nl_langinfo_l(item: nl_item, locale: locale_t) -> *mut c_char {
    text(item, locale::handle(locale))
}
