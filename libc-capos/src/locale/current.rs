//! The global locale and the calling thread's.

use super::value::{GLOBAL_HANDLE, Locale};
use crate::thread;
use crate::types::locale_t;
use capos_libc_engine::ctype::Class;
use capos_libc_engine::encoding::Charset;
use capos_libc_engine::unicode;
use core::sync::atomic::AtomicU8;
use core::sync::atomic::Ordering::Relaxed;

/// The bits of the global locale. One byte, so a reader sees the whole locale before or after a change.
static GLOBAL: AtomicU8 = AtomicU8::new(0);

/// The global locale.
pub fn global() -> Locale {
    Locale::from_bits(GLOBAL.load(Relaxed))
}

/// The locale in force for the calling thread.
#[inline]
pub fn current() -> Locale {
    let handle = thread::tcb().locale.get();
    if handle.is_null() { global() } else { Locale::from_handle(handle) }
}

/// The locale behind a handle, the global one included.
#[inline]
pub fn handle(handle: locale_t) -> Locale {
    if handle == GLOBAL_HANDLE { global() } else { Locale::from_handle(handle) }
}

/// The character set in force for the calling thread.
#[inline]
pub fn charset() -> Charset {
    current().charset()
}

/// Sets categories of the global locale and returns the result; `change` may run more than once.
pub fn change_global(change: impl Fn(Locale) -> Locale) -> Locale {
    let step = |bits| Some(change(Locale::from_bits(bits)).bits());
    // The closure never declines, so this cannot fail.
    let old = GLOBAL.fetch_update(Relaxed, Relaxed, step).unwrap_or_else(|bits| bits);
    change(Locale::from_bits(old))
}

/// Makes `new` the calling thread's locale (NULL leaves it) and returns the one before.
pub fn set_thread(new: locale_t) -> locale_t {
    let cell = &thread::tcb().locale;
    let old = cell.get();
    if new == GLOBAL_HANDLE {
        cell.set(core::ptr::null_mut());
    } else if !new.is_null() {
        cell.set(new);
    }
    if old.is_null() { GLOBAL_HANDLE } else { old }
}

/// Whether the wide character is white space in the current locale.
pub fn is_wide_space(wide: u32) -> bool {
    match charset() {
        Charset::Utf8 => unicode::is(wide, Class::Space),
        Charset::Bytes => matches!(wide, 0x20 | 0x09..=0x0d),
    }
}
