//! Nice values.

use crate::errno;
use crate::platform::{Resources, Sys};
use crate::types::{c_int, id_t};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getpriority.html>
#[unsafe(no_mangle)]
pub extern "C" fn getpriority(which: c_int, who: id_t) -> c_int {
    errno::result(Sys::priority(which, who))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getpriority.html>
#[unsafe(no_mangle)]
pub extern "C" fn setpriority(which: c_int, who: id_t, priority: c_int) -> c_int {
    errno::status(Sys::set_priority(which, who, priority))
}
