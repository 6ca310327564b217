//! What the system tells a program at its start.

use crate::errno::{self, Errno};
use crate::platform::{Startup, Sys};
use crate::types::c_ulong;

/// <https://man7.org/linux/man-pages/man3/getauxval.3.html>
#[unsafe(no_mangle)]
pub extern "C" fn getauxval(kind: c_ulong) -> c_ulong {
    Sys::auxiliary(kind as usize).map_or_else(
        || {
            errno::set(Errno::ENOENT);
            0
        },
        |value| value as c_ulong,
    )
}
