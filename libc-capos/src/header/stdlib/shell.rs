//! The command interpreter.

use crate::abi::cstr_or_null;
use crate::errno;
use crate::process;
use crate::types::{c_char, c_int};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/system.html>
///
/// # Safety
/// `command` is NULL or a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn system(command: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    match unsafe { cstr_or_null(command) } {
        None => c_int::from(process::shell_exists()),
        Some(command) => errno::result(process::run_shell(command)),
    }
}
