//! Attributes and window sizes.

use crate::abi::Out;
use crate::errno;
use crate::platform::{Sys, Tty};
use crate::terminal;
use crate::types::{c_int, termios, winsize};

const VTIME: usize = 5;
const VMIN: usize = 6;
/// `IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON`.
const COOKED_INPUT: u32 = 0o2753;
const OPOST: u32 = 1;
/// `ISIG | ICANON | ECHO | ECHONL | IEXTEN`.
const COOKED_LOCAL: u32 = 0o100113;
/// `CSIZE | PARENB`.
const FRAMING: u32 = 0o460;
const CS8: u32 = 0o60;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tcgetattr.html>
///
/// # Safety
/// `attributes` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tcgetattr(fd: c_int, attributes: *mut termios) -> c_int {
    // SAFETY: the caller's promise.
    let mut out = unsafe { Out::new(attributes) };
    errno::status(terminal::attributes(fd).map(|found| out.write(found)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tcsetattr.html>
///
/// # Safety
/// `attributes` is readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tcsetattr(fd: c_int, when: c_int, attributes: *const termios) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(terminal::set_attributes(fd, when, unsafe { &*attributes }))
}

/// Attributes for bytes as they come (BSD).
///
/// # Safety
/// `attributes` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cfmakeraw(attributes: *mut termios) {
    // SAFETY: the caller's promise.
    let raw = unsafe { &mut *attributes };
    raw.c_iflag &= !COOKED_INPUT;
    raw.c_oflag &= !OPOST;
    raw.c_lflag &= !COOKED_LOCAL;
    raw.c_cflag = raw.c_cflag & !FRAMING | CS8;
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tcgetwinsize.html>
///
/// # Safety
/// `size` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tcgetwinsize(fd: c_int, size: *mut winsize) -> c_int {
    // SAFETY: the caller's promise.
    let mut out = unsafe { Out::new(size) };
    errno::status(Sys::window_size(fd).map(|found| out.write(found)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tcsetwinsize.html>
///
/// # Safety
/// `size` is readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tcsetwinsize(fd: c_int, size: *const winsize) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(terminal::set_window_size(fd, unsafe { &*size }))
}
