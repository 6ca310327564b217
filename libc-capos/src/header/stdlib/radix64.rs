//! Numbers as text in base 64.

use crate::abi::cstr;
use crate::sync::Mutex;
use crate::types::{c_char, c_long};
use capos_libc_engine::text::{from_radix64, to_radix64};
use core::cell::UnsafeCell;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/a64l.html>
///
/// # Safety
/// `s` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn a64l(s: *const c_char) -> c_long {
    // SAFETY: the caller's promise.
    let text = unsafe { cstr(s) };
    from_radix64(text.to_bytes().iter().copied()).into()
}

/// The text that `l64a` returns. Each call overwrites it.
struct Text(UnsafeCell<[u8; 7]>);
// SAFETY: written under `WRITING`; POSIX lets the function be unsafe for threads, whose reads may see a later text.
unsafe impl Sync for Text {}

static TEXT: Text = Text(UnsafeCell::new([0; 7]));
static WRITING: Mutex<()> = Mutex::new(());

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/l64a.html>
#[unsafe(no_mangle)]
pub extern "C" fn l64a(value: c_long) -> *mut c_char {
    let _alone = WRITING.lock();
    // SAFETY: the lock makes us the only writer.
    unsafe { TEXT.0.get().write(to_radix64(value as u32)) };
    TEXT.0.get().cast()
}
