//! The command interpreter.

use crate::errno::{self, Errno};
use crate::types::{c_char, c_int};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/system.html>
///
/// There is no command interpreter until processes can be made: a query says so, and a command fails with `ENOSYS`.
///
/// # Safety
/// `command` is NULL or a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn system(command: *const c_char) -> c_int {
    if command.is_null() {
        return 0;
    }
    errno::status(Err(Errno::ENOSYS))
}
