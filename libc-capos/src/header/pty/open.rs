//! Pairs of a pseudo-terminal.

use crate::abi::Out;
use crate::errno::{self, Errno};
use crate::header::fcntl::constants::{AT_FDCWD, O_NOCTTY, O_RDWR};
use crate::platform::{Fs, Process, Sys, Tty};
use crate::process;
use crate::start;
use crate::terminal;
use crate::types::{c_char, c_int, pid_t, termios, winsize};
use core::ffi::CStr;

const NAME: usize = 32;
const TCSANOW: c_int = 0;

/// Both sides of a pseudo-terminal, closed unless they are given away.
struct Pair {
    control: c_int,
    terminal: Option<c_int>,
    name: [u8; NAME],
}

impl Pair {
    fn open(attributes: Option<&termios>, size: Option<&winsize>) -> Result<Pair, Errno> {
        let mut pair =
            Pair { control: Sys::open_pseudo_terminal(O_RDWR | O_NOCTTY)?, terminal: None, name: [0; NAME] };
        Sys::unlock_pseudo_terminal(pair.control)?;
        Sys::pseudo_terminal_name(pair.control, &mut pair.name)?;
        let path = CStr::from_bytes_until_nul(&pair.name).map_err(|_| Errno::ENOENT)?;
        let terminal = Sys::openat(AT_FDCWD, path, O_RDWR | O_NOCTTY, 0)?;
        pair.terminal = Some(terminal);
        if let Some(attributes) = attributes {
            terminal::set_attributes(terminal, TCSANOW, attributes)?;
        }
        if let Some(size) = size {
            terminal::set_window_size(terminal, size)?;
        }
        Ok(pair)
    }

    /// Writes the name to where a caller wants it.
    ///
    /// # Safety
    /// `name` is NULL or has room for the name, as its caller has to guess.
    unsafe fn tell_name(&self, name: *mut c_char) {
        if !name.is_null() {
            let length = self.name.iter().position(|byte| *byte == 0).map_or(NAME, |end| end + 1);
            // SAFETY: the caller's promise.
            unsafe { core::ptr::copy_nonoverlapping(self.name.as_ptr(), name.cast(), length) };
        }
    }

    /// The descriptors, which are the caller's now.
    fn into_descriptors(mut self) -> (c_int, c_int) {
        let terminal = self.terminal.take().unwrap_or(-1);
        let control = core::mem::replace(&mut self.control, -1);
        (control, terminal)
    }
}

impl Drop for Pair {
    fn drop(&mut self) {
        for fd in [Some(self.control).filter(|&fd| fd >= 0), self.terminal].into_iter().flatten() {
            // Nothing was written.
            let _ = Sys::close(fd);
        }
    }
}

/// Opens both sides of a new pseudo-terminal (BSD).
///
/// # Safety
/// `control` and `terminal` are writable; `name` is NULL or has room for the name; the others are NULL or readable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn openpty(
    control: *mut c_int,
    terminal: *mut c_int,
    name: *mut c_char,
    attributes: *const termios,
    size: *const winsize,
) -> c_int {
    // SAFETY: the caller's promise.
    let outcome = unsafe {
        Pair::open(attributes.as_ref(), size.as_ref()).map(|pair| {
            pair.tell_name(name);
            let (first, second) = pair.into_descriptors();
            Out::new(control).write(first);
            Out::new(terminal).write(second);
        })
    };
    errno::status(outcome)
}

/// Makes a terminal the controlling one of a new session, and the standard descriptors of the process.
fn log_in(fd: c_int) -> Result<(), Errno> {
    // A session's leader already is what it has to be.
    let _ = Sys::setsid();
    terminal::make_controlling(fd)?;
    for standard in (0..=2).filter(|&standard| standard != fd) {
        Sys::dup3(fd, standard, 0)?;
    }
    if fd > 2 { Sys::close(fd) } else { Ok(()) }
}

/// Makes a terminal the controlling one of a new session, and the standard descriptors of the process (BSD).
#[unsafe(no_mangle)]
pub extern "C" fn login_tty(fd: c_int) -> c_int {
    errno::status(log_in(fd))
}

/// Makes a child on a new pseudo-terminal (BSD).
///
/// # Safety
/// As for [`openpty`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn forkpty(
    control: *mut c_int,
    name: *mut c_char,
    attributes: *const termios,
    size: *const winsize,
) -> pid_t {
    // SAFETY: the caller's promise.
    let pair = match unsafe { Pair::open(attributes.as_ref(), size.as_ref()) } {
        Ok(pair) => pair,
        Err(error) => return errno::result(Err(error)),
    };
    let outcome = process::fork().map(|child| {
        // SAFETY: the caller's promise.
        unsafe { pair.tell_name(name) };
        let (first, second) = pair.into_descriptors();
        if child == 0 {
            // Both descriptors were just opened; closing loses nothing.
            let _ = Sys::close(first);
            if log_in(second).is_err() {
                start::exit_now(1);
            }
        } else {
            let _ = Sys::close(second);
            // SAFETY: the caller's promise.
            unsafe { Out::new(control) }.write(first);
        }
        child
    });
    errno::result(outcome)
}
