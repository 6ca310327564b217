//! `signgam`, the sign that `lgamma` leaves.

use crate::types::c_int;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/lgamma.html>
#[unsafe(no_mangle)]
pub static mut signgam: c_int = 0;

pub(super) fn set_signgam(sign: c_int) {
    // SAFETY: a plain write of the C variable; POSIX leaves races on it to the program.
    unsafe { signgam = sign }
}
