//! The end of a program whose stack protector found a damaged frame.

use super::abort;
use crate::panic::RawStderr;
use core::fmt::Write;

/// Called by functions compiled with `-fstack-protector` whose canary has changed.
#[unsafe(no_mangle)]
pub extern "C" fn __stack_chk_fail() -> ! {
    // Nothing is left to do about a failure to report.
    let _ = writeln!(RawStderr, "*** stack smashing detected ***: terminated");
    abort()
}
