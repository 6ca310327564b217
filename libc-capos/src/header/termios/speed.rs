//! Speeds: codes in the control flags, the output's in the low field, the input's above it. An input speed of zero
//! means that of the output.

use crate::errno::{self, Errno};
use crate::types::{c_int, speed_t, termios};

const CBAUD: u32 = 0o10017;
/// From the output's field to the input's.
const INPUT: u32 = 16;
/// Codes above this one have the bit `CBAUDEX`.
const B38400: u32 = 0o17;
const FIRST_EXTENDED: u32 = 0o10001;

fn check(speed: speed_t) -> Result<(), Errno> {
    if speed <= B38400 || (FIRST_EXTENDED..=CBAUD).contains(&speed) { Ok(()) } else { Err(Errno::EINVAL) }
}

fn set(flags: &mut u32, speed: speed_t, shift: u32) -> Result<(), Errno> {
    check(speed)?;
    *flags = *flags & !(CBAUD << shift) | speed << shift;
    Ok(())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/cfgetospeed.html>
///
/// # Safety
/// `attributes` is readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cfgetospeed(attributes: *const termios) -> speed_t {
    // SAFETY: the caller's promise.
    unsafe { (*attributes).c_cflag & CBAUD }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/cfgetispeed.html>
///
/// # Safety
/// `attributes` is readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cfgetispeed(attributes: *const termios) -> speed_t {
    // SAFETY: the caller's promise.
    let flags = unsafe { (*attributes).c_cflag };
    match flags >> INPUT & CBAUD {
        0 => flags & CBAUD,
        speed => speed,
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/cfsetospeed.html>
///
/// # Safety
/// `attributes` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cfsetospeed(attributes: *mut termios, speed: speed_t) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(set(unsafe { &mut (*attributes).c_cflag }, speed, 0))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/cfsetispeed.html>
///
/// # Safety
/// `attributes` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cfsetispeed(attributes: *mut termios, speed: speed_t) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(set(unsafe { &mut (*attributes).c_cflag }, speed, INPUT))
}

/// Sets both speeds (BSD).
///
/// # Safety
/// `attributes` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cfsetspeed(attributes: *mut termios, speed: speed_t) -> c_int {
    // SAFETY: the caller's promise.
    let flags = unsafe { &mut (*attributes).c_cflag };
    errno::status(set(flags, speed, 0).and_then(|()| set(flags, 0, INPUT)))
}
