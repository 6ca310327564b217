//! The entries.

use super::log;
use crate::abi::va::VaArgs;
use crate::abi::{cstr, cstr_or_null, string_up_to};
use crate::errno;
use crate::heap;
use crate::stream::{Allocated, print};
use crate::types::{c_char, c_int, va_list};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/closelog.html>
///
/// # Safety
/// `name` is NULL or a string that stays as it is until another one is given.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn openlog(name: *const c_char, options: c_int, facility: c_int) {
    // SAFETY: the caller's promise.
    log::open(unsafe { cstr_or_null(name) }, options, facility);
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/closelog.html>
#[unsafe(no_mangle)]
pub extern "C" fn closelog() {
    log::close();
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/closelog.html>
#[unsafe(no_mangle)]
pub extern "C" fn setlogmask(mask: c_int) -> c_int {
    log::set_mask(mask)
}

/// # Safety
/// `format` is a format, and `arguments` are what it says.
unsafe fn send(priority: c_int, format: *const c_char, arguments: &mut VaArgs<'_>) {
    let error = errno::get();
    if log::wanted(priority) {
        let mut sink = Allocated::default();
        // A message that cannot be formatted is sent as far as it goes.
        // SAFETY: the caller's promise.
        let _ = print(&mut sink, unsafe { string_up_to(format.cast(), usize::MAX) }, arguments);
        if let Ok(text) = sink.finish() {
            // SAFETY: the sink ends its block with a null, and hands it out.
            unsafe {
                log::send(priority, cstr(text.cast()).to_bytes());
                heap::free(text.cast());
            }
        }
    }
    errno::restore(error);
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/closelog.html>
///
/// # Safety
/// `format` is a format, and the arguments are what it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn syslog(priority: c_int, format: *const c_char, mut arguments: ...) {
    // SAFETY: the same contract.
    unsafe { send(priority, format, &mut VaArgs::of(&mut arguments)) }
}

/// `syslog` with a list of arguments (BSD).
///
/// # Safety
/// As for [`syslog`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vsyslog(priority: c_int, format: *const c_char, arguments: va_list) {
    // SAFETY: the same contract.
    unsafe { send(priority, format, &mut VaArgs::new(arguments)) }
}
