//! `gettext` and its relatives: with a domain, a category, a number, a locale of their own.

use crate::abi::{cstr, cstr_or_null};
use crate::locale::{self, Category, Locale};
use crate::message;
use crate::types::{c_char, c_int, c_ulong, locale_t};

/// Which of two texts stands for a number where there is no translation.
struct Plural {
    text: *const c_char,
    number: c_ulong,
}

/// The translation of a message, or the message itself.
///
/// # Safety
/// `domain` and `message` are NULL or strings, and the text of `plural` is a string.
unsafe fn translated(
    locale: Locale,
    category: Option<Category>,
    domain: *const c_char,
    message: *const c_char,
    plural: Option<Plural>,
) -> *mut c_char {
    let original = match &plural {
        Some(plural) if plural.number != 1 => plural.text,
        _ => message,
    };
    let number = plural.map(|plural| plural.number);
    // SAFETY: the caller's promise.
    let found = category.filter(|_| !message.is_null()).and_then(|category| unsafe {
        message::find(locale, category, cstr_or_null(domain), cstr(message), number)
    });
    // Programs must not write to the text, as the standard says.
    found.map_or(original, |text| text.as_ptr()).cast_mut()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/gettext.html>
///
/// # Safety
/// The texts are NULL or strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gettext(msgid: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { translated(locale::current(), Some(Category::Messages), core::ptr::null(), msgid, None) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/gettext.html>
///
/// # Safety
/// The names and texts are NULL or strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dgettext(domainname: *const c_char, msgid: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { translated(locale::current(), Some(Category::Messages), domainname, msgid, None) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/gettext.html>
///
/// # Safety
/// The names and texts are NULL or strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dcgettext(
    domainname: *const c_char,
    msgid: *const c_char,
    category: c_int,
) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { translated(locale::current(), Category::new(category), domainname, msgid, None) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/gettext.html>
///
/// # Safety
/// The texts are NULL or strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ngettext(
    msgid: *const c_char,
    msgid_plural: *const c_char,
    n: c_ulong,
) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe {
        translated(
            locale::current(),
            Some(Category::Messages),
            core::ptr::null(),
            msgid,
            Some(Plural { text: msgid_plural, number: n }),
        )
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/gettext.html>
///
/// # Safety
/// The names and texts are NULL or strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dngettext(
    domainname: *const c_char,
    msgid: *const c_char,
    msgid_plural: *const c_char,
    n: c_ulong,
) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe {
        translated(
            locale::current(),
            Some(Category::Messages),
            domainname,
            msgid,
            Some(Plural { text: msgid_plural, number: n }),
        )
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/gettext.html>
///
/// # Safety
/// The names and texts are NULL or strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dcngettext(
    domainname: *const c_char,
    msgid: *const c_char,
    msgid_plural: *const c_char,
    n: c_ulong,
    category: c_int,
) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe {
        translated(
            locale::current(),
            Category::new(category),
            domainname,
            msgid,
            Some(Plural { text: msgid_plural, number: n }),
        )
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/gettext.html>
///
/// # Safety
/// The texts are NULL or strings, `locale` a locale object.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gettext_l(msgid: *const c_char, locale: locale_t) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { translated(locale::handle(locale), Some(Category::Messages), core::ptr::null(), msgid, None) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/gettext.html>
///
/// # Safety
/// The names and texts are NULL or strings, `locale` a locale object.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dgettext_l(
    domainname: *const c_char,
    msgid: *const c_char,
    locale: locale_t,
) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { translated(locale::handle(locale), Some(Category::Messages), domainname, msgid, None) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/gettext.html>
///
/// # Safety
/// The names and texts are NULL or strings, `locale` a locale object.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dcgettext_l(
    domainname: *const c_char,
    msgid: *const c_char,
    category: c_int,
    locale: locale_t,
) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe { translated(locale::handle(locale), Category::new(category), domainname, msgid, None) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/gettext.html>
///
/// # Safety
/// The texts are NULL or strings, `locale` a locale object.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ngettext_l(
    msgid: *const c_char,
    msgid_plural: *const c_char,
    n: c_ulong,
    locale: locale_t,
) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe {
        translated(
            locale::handle(locale),
            Some(Category::Messages),
            core::ptr::null(),
            msgid,
            Some(Plural { text: msgid_plural, number: n }),
        )
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/gettext.html>
///
/// # Safety
/// The names and texts are NULL or strings, `locale` a locale object.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dngettext_l(
    domainname: *const c_char,
    msgid: *const c_char,
    msgid_plural: *const c_char,
    n: c_ulong,
    locale: locale_t,
) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe {
        translated(
            locale::handle(locale),
            Some(Category::Messages),
            domainname,
            msgid,
            Some(Plural { text: msgid_plural, number: n }),
        )
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/gettext.html>
///
/// # Safety
/// The names and texts are NULL or strings, `locale` a locale object.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dcngettext_l(
    domainname: *const c_char,
    msgid: *const c_char,
    msgid_plural: *const c_char,
    n: c_ulong,
    category: c_int,
    locale: locale_t,
) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe {
        translated(
            locale::handle(locale),
            Category::new(category),
            domainname,
            msgid,
            Some(Plural { text: msgid_plural, number: n }),
        )
    }
}
