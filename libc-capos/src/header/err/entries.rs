//! The entries. `err` and `verr` end the process, `warn` and `vwarn` return; with `x` the error number is left out.

use super::report::{Suffix, short_program_name, write_message};
use crate::abi::va::VaArgs;
use crate::errno;
use crate::start;
use crate::types::{c_char, c_int, va_list};

/// "program: message: error".
///
/// # Safety
/// `format` is NULL or a format, and `arguments` are what it says.
unsafe fn report(format: *const c_char, arguments: &mut VaArgs<'_>, suffix: Suffix) {
    // SAFETY: the caller's promise.
    unsafe { write_message(&[short_program_name(), b": "], format, arguments, suffix) }
}

/// BSD: writes the program's name and a message, and the text of `errno`, and exits with `status`.
///
/// # Safety
/// `format` is NULL or a format, and `arguments` are what it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn err(status: c_int, format: *const c_char, mut arguments: ...) -> ! {
    // SAFETY: the caller's promise.
    unsafe { report(format, &mut VaArgs::of(&mut arguments), Suffix::Error(errno::get())) };
    start::exit(status)
}

/// BSD: writes the program's name and a message, and the text of `errno`, and exits with `status`.
///
/// # Safety
/// `format` is NULL or a format, and `arguments` are what it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn verr(status: c_int, format: *const c_char, arguments: va_list) -> ! {
    // SAFETY: the caller's promise.
    unsafe { report(format, &mut VaArgs::new(arguments), Suffix::Error(errno::get())) };
    start::exit(status)
}

/// BSD: writes the program's name and a message, and exits with `status`.
///
/// # Safety
/// `format` is NULL or a format, and `arguments` are what it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn errx(status: c_int, format: *const c_char, mut arguments: ...) -> ! {
    // SAFETY: the caller's promise.
    unsafe { report(format, &mut VaArgs::of(&mut arguments), Suffix::Nothing) };
    start::exit(status)
}

/// BSD: writes the program's name and a message, and exits with `status`.
///
/// # Safety
/// `format` is NULL or a format, and `arguments` are what it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn verrx(status: c_int, format: *const c_char, arguments: va_list) -> ! {
    // SAFETY: the caller's promise.
    unsafe { report(format, &mut VaArgs::new(arguments), Suffix::Nothing) };
    start::exit(status)
}

/// BSD: writes the program's name and a message, and the text of `errno`.
///
/// # Safety
/// `format` is NULL or a format, and `arguments` are what it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn warn(format: *const c_char, mut arguments: ...) {
    // SAFETY: the caller's promise.
    unsafe { report(format, &mut VaArgs::of(&mut arguments), Suffix::Error(errno::get())) }
}

/// BSD: writes the program's name and a message, and the text of `errno`.
///
/// # Safety
/// `format` is NULL or a format, and `arguments` are what it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vwarn(format: *const c_char, arguments: va_list) {
    // SAFETY: the caller's promise.
    unsafe { report(format, &mut VaArgs::new(arguments), Suffix::Error(errno::get())) }
}

/// BSD: writes the program's name and a message.
///
/// # Safety
/// `format` is NULL or a format, and `arguments` are what it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn warnx(format: *const c_char, mut arguments: ...) {
    // SAFETY: the caller's promise.
    unsafe { report(format, &mut VaArgs::of(&mut arguments), Suffix::Nothing) }
}

/// BSD: writes the program's name and a message.
///
/// # Safety
/// `format` is NULL or a format, and `arguments` are what it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vwarnx(format: *const c_char, arguments: va_list) {
    // SAFETY: the caller's promise.
    unsafe { report(format, &mut VaArgs::new(arguments), Suffix::Nothing) }
}
