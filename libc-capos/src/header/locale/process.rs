//! The locale of the process.

use crate::abi::cstr_or_null;
use crate::locale::{self, Category};
use crate::types::{c_char, c_int};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/setlocale.html>
///
/// # Safety
/// `locale` is NULL or a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setlocale(category: c_int, locale: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    let name = unsafe { cstr_or_null(locale) };
    let single = Category::new(category);
    if single.is_none() && category != Category::ALL_NUMBER {
        return core::ptr::null_mut();
    }
    let chosen = |category| single.is_none_or(|single| single == category);
    let now = match name {
        None => locale::global(),
        Some(name) => {
            // The environment is read before anything changes, so that a bad name changes nothing.
            let Some(wanted) = locale::parse(name, locale::Locale::C, chosen) else {
                return core::ptr::null_mut();
            };
            locale::change_global(|old| {
                Category::ALL
                    .into_iter()
                    .filter(|&c| chosen(c))
                    .fold(old, |l, c| l.with(c, wanted.is_utf8(c)))
            })
        }
    };
    let text = match single {
        Some(category) => locale::name(now.is_utf8(category)),
        None => locale::combined_name(now),
    };
    // Programs must not write to the string, as the standard says.
    text.as_ptr().cast_mut()
}
