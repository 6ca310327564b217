//! `popen`, `pclose`, `ctermid`.

use core::ptr::null_mut;

use super::constants::L_ctermid;
use super::entry::file;
use crate::abi::cstr;
use crate::errno::{self, Errno};
use crate::stream::{FILE, close};
use crate::types::{c_char, c_int};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/popen.html>
///
/// No platform can start processes yet: `ENOSYS`.
///
/// # Safety
/// The caller passes a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn popen(_command: *const c_char, mode: *const c_char) -> *mut FILE {
    // SAFETY: the caller passes a string.
    let mode = unsafe { cstr(mode) }.to_bytes();
    let known = matches!(mode, b"r" | b"w" | b"re" | b"we" | b"er" | b"ew");
    errno::set(if known { Errno::ENOSYS } else { Errno::EINVAL });
    null_mut()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pclose.html>
///
/// # Safety
/// The caller passes an open stream and uses it no more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pclose(stream: *mut FILE) -> c_int {
    // SAFETY: the caller passes an open stream and uses it no more.
    let _ = close(unsafe { file(stream) });
    // As long as `popen` fails, no stream has a process to wait for.
    errno::status(Err(Errno::ECHILD))
}

const TERMINAL: [u8; 9] = *b"/dev/tty\0";
const _: () = assert!(TERMINAL.len() <= L_ctermid as usize);

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ctermid.html>
///
/// # Safety
/// The caller passes null or room for L_ctermid bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ctermid(s: *mut c_char) -> *mut c_char {
    static mut NAME: [u8; TERMINAL.len()] = TERMINAL;
    if s.is_null() {
        return (&raw mut NAME).cast();
    }
    // SAFETY: the caller passes null or room for L_ctermid bytes.
    unsafe { s.cast::<[u8; TERMINAL.len()]>().write(TERMINAL) };
    s
}
