//! Terminals: their names, their foreground groups, passwords.

use crate::abi::{cstr, slice_mut, uninit_slice_mut};
use crate::errno::{self, Errno};
use crate::header::fcntl::constants::{AT_FDCWD, O_CLOEXEC, O_NOCTTY, O_RDWR};
use crate::platform::{Fs, Sys, Tty};
use crate::terminal::{self, TCSAFLUSH};
use crate::types::{c_char, c_int, pid_t, size_t};
use core::ptr::null_mut;

const TERMINAL: &core::ffi::CStr = c"/dev/tty";
/// Longest name of a terminal with its NUL (`TTY_NAME_MAX`).
const NAME: usize = 32;
/// Longest password with its NUL.
const PASSWORD: usize = 128;
const ECHO: u32 = 0o10;
const ISIG: u32 = 1;
const ICANON: u32 = 2;
const ICRNL: u32 = 0o400;
const INLCR: u32 = 0o100;
const IGNCR: u32 = 0o200;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ttyname_r.html>
///
/// # Safety
/// `name` has room for `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ttyname_r(fd: c_int, name: *mut c_char, size: size_t) -> c_int {
    // SAFETY: the caller's promise.
    Sys::terminal_name(fd, unsafe { slice_mut(name.cast(), size) }).map_or_else(Errno::number, |()| 0)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ttyname.html>
#[unsafe(no_mangle)]
pub extern "C" fn ttyname(fd: c_int) -> *mut c_char {
    static mut LAST: [u8; NAME] = [0; NAME];
    // SAFETY: POSIX allows the name to be overwritten by the next call, and makes several threads the program's care.
    let last = unsafe { &mut *(&raw mut LAST) };
    errno::pointer(Sys::terminal_name(fd, last).map(|()| last.as_mut_ptr().cast()))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tcgetpgrp.html>
#[unsafe(no_mangle)]
pub extern "C" fn tcgetpgrp(fd: c_int) -> pid_t {
    errno::result(terminal::foreground_group(fd))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/tcsetpgrp.html>
#[unsafe(no_mangle)]
pub extern "C" fn tcsetpgrp(fd: c_int, group: pid_t) -> c_int {
    errno::status(terminal::set_foreground_group(fd, group))
}

/// Asks for a line without showing what is typed (removed from POSIX).
///
/// # Safety
/// `prompt` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getpass(prompt: *const c_char) -> *mut c_char {
    static mut LAST: [u8; PASSWORD] = [0; PASSWORD];
    // SAFETY: the caller's promise about the prompt. As for `ttyname`, the result lasts until the next call.
    let (prompt, last) = unsafe { (cstr(prompt).to_bytes(), &mut *(&raw mut LAST)) };
    match ask(prompt, last) {
        Ok(()) => last.as_mut_ptr().cast(),
        Err(error) => {
            errno::set(error);
            null_mut()
        }
    }
}

fn ask(prompt: &[u8], answer: &mut [u8; PASSWORD]) -> Result<(), Errno> {
    let fd = Sys::openat(AT_FDCWD, TERMINAL, O_RDWR | O_NOCTTY | O_CLOEXEC, 0)?;
    let outcome = terminal::attributes(fd).and_then(|before| {
        let mut silent = before;
        silent.c_lflag = before.c_lflag & !(ECHO | ISIG) | ICANON;
        silent.c_iflag = before.c_iflag & !(INLCR | IGNCR) | ICRNL;
        terminal::set_attributes(fd, TCSAFLUSH, &silent)?;
        let line = converse(fd, prompt, answer);
        terminal::set_attributes(fd, TCSAFLUSH, &before).and(line)
    });
    // Nothing depends on closing.
    let _ = Sys::close(fd);
    outcome
}

fn converse(fd: c_int, prompt: &[u8], answer: &mut [u8; PASSWORD]) -> Result<(), Errno> {
    Sys::write(fd, prompt)?;
    // SAFETY: the bytes are the array's own.
    let room = unsafe { uninit_slice_mut(answer.as_mut_ptr(), PASSWORD - 1) };
    let mut length = Sys::read(fd, room)?;
    if length > 0 && answer[length - 1] == b'\n' {
        length -= 1;
    }
    answer[length] = 0;
    Sys::write(fd, b"\n").map(drop)
}

