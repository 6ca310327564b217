//! Locale objects.

use crate::abi::cstr_or_null;
use crate::errno::{self, Errno};
use crate::locale::{self, Category, Locale};
use crate::types::{c_char, c_int, locale_t};

/// `LC_ALL_MASK`: with it come bits of categories that do not exist.
const ALL_MASK: c_int = 0x7fff_ffff;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/newlocale.html>
///
/// # Safety
/// `locale` is a string, `base` NULL or a locale object.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn newlocale(category_mask: c_int, locale: *const c_char, base: locale_t) -> locale_t {
    // SAFETY: the caller's promise; NULL is an error that the standard names.
    let name = unsafe { cstr_or_null(locale) };
    let known = (1 << Category::ALL.len()) - 1;
    let outcome = match name {
        Some(name) if category_mask == ALL_MASK || category_mask & !known == 0 => {
            let base = if base.is_null() { Locale::C } else { locale::handle(base) };
            let chosen = |category| category_mask & (1 << category as c_int) != 0;
            locale::parse(name, base, chosen).map(Locale::to_handle).ok_or(Errno::ENOENT)
        }
        _ => Err(Errno::EINVAL),
    };
    errno::pointer(outcome)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/duplocale.html>
#[unsafe(no_mangle)]
pub extern "C" fn duplocale(locobj: locale_t) -> locale_t {
    locale::handle(locobj).to_handle()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/freelocale.html>
///
/// Objects are constants, so there is nothing to give back.
#[unsafe(no_mangle)]
pub extern "C" fn freelocale(_locobj: locale_t) {}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/uselocale.html>
#[unsafe(no_mangle)]
pub extern "C" fn uselocale(newloc: locale_t) -> locale_t {
    locale::set_thread(newloc)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getlocalename_l.html>
#[unsafe(no_mangle)]
pub extern "C" fn getlocalename_l(category: c_int, locobj: locale_t) -> *const c_char {
    let value = locale::handle(locobj);
    match Category::new(category) {
        Some(category) => locale::name(value.is_utf8(category)).as_ptr(),
        None if category == Category::ALL_NUMBER => locale::combined_name(value).as_ptr(),
        None => core::ptr::null(),
    }
}
