//! Ending the process.

use crate::errno::Errno;
use crate::start::{self, Handler};
use crate::types::{c_int, c_void};

/// 0, or a value that is none, as `atexit` reports failure.
fn registered(outcome: Result<(), Errno>) -> c_int {
    c_int::from(outcome.is_err())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/exit.html>
#[unsafe(no_mangle)]
pub extern "C" fn exit(status: c_int) -> ! {
    start::exit(status)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/_Exit.html>
#[unsafe(no_mangle)]
pub extern "C" fn _Exit(status: c_int) -> ! {
    start::exit_now(status)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/quick_exit.html>
#[unsafe(no_mangle)]
pub extern "C" fn quick_exit(status: c_int) -> ! {
    start::quick_exit(status)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/abort.html>
#[unsafe(no_mangle)]
pub extern "C" fn abort() -> ! {
    start::abort()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/atexit.html>
#[unsafe(no_mangle)]
pub extern "C" fn atexit(function: Option<unsafe extern "C" fn()>) -> c_int {
    function.map_or(1, |function| registered(start::at_exit(Handler::Plain(function))))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/at_quick_exit.html>
#[unsafe(no_mangle)]
pub extern "C" fn at_quick_exit(function: Option<unsafe extern "C" fn()>) -> c_int {
    function.map_or(1, |function| registered(start::at_quick_exit(Handler::Plain(function))))
}

/// Itanium C++ ABI 3.3.6: registers the destructor of an object. There are no shared objects to be unloaded, so which
/// one asks makes no difference.
///
/// # Safety
/// `destructor` may be called with `object` at exit.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __cxa_atexit(
    destructor: Option<unsafe extern "C" fn(*mut c_void)>,
    object: *mut c_void,
    _shared_object: *mut c_void,
) -> c_int {
    destructor.map_or(1, |destructor| registered(start::at_exit(Handler::WithArgument(destructor, object))))
}
