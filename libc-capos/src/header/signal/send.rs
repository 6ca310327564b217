//! Sending signals.

use super::constants::NSIG;
use crate::errno::{self, Errno};
use crate::platform::{Process, Signals, Sys};
use crate::types::{c_int, pid_t, sigval};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/raise.html>
#[unsafe(no_mangle)]
pub extern "C" fn raise(signal: c_int) -> c_int {
    if !(0..NSIG).contains(&signal) {
        return errno::status(Err(Errno::EINVAL));
    }
    errno::status(Sys::raise(signal))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/kill.html>
#[unsafe(no_mangle)]
pub extern "C" fn kill(pid: pid_t, signal: c_int) -> c_int {
    errno::status(Sys::kill(pid, signal))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sigqueue.html>
#[unsafe(no_mangle)]
pub extern "C" fn sigqueue(pid: pid_t, signal: c_int, value: sigval) -> c_int {
    // Groups cannot be sent values.
    errno::status(if pid <= 0 { Err(Errno::EINVAL) } else { Sys::sigqueue(pid, signal, value) })
}
