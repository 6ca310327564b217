//! Terminals by the requests of `ioctl`, which all platforms understand in the same numbers.

use crate::errno::Errno;
use crate::platform::{Sys, Tty};
use crate::types::{c_int, pid_t, termios, winsize};
use core::ptr::{from_mut, from_ref};

const TCGETS: usize = 0x5401;
const TCSETS: usize = 0x5402;
const TCSBRK: usize = 0x5409;
const TCXONC: usize = 0x540a;
const TCFLSH: usize = 0x540b;
const TIOCSCTTY: usize = 0x540e;
const TIOCGPGRP: usize = 0x540f;
const TIOCSPGRP: usize = 0x5410;
const TIOCSWINSZ: usize = 0x5414;
const TIOCGSID: usize = 0x5429;

/// When new attributes take effect: `TCSANOW`, `TCSADRAIN`, `TCSAFLUSH`.
pub const TCSAFLUSH: c_int = 2;

pub fn attributes(fd: c_int) -> Result<termios, Errno> {
    let mut found = termios::default();
    // SAFETY: the request fills the record.
    unsafe { Sys::ioctl(fd, TCGETS, from_mut(&mut found) as usize) }?;
    Ok(found)
}

pub fn set_attributes(fd: c_int, when: c_int, attributes: &termios) -> Result<(), Errno> {
    let when = usize::try_from(when).ok().filter(|&when| when <= TCSAFLUSH as usize).ok_or(Errno::EINVAL)?;
    // SAFETY: the request reads the record.
    unsafe { Sys::ioctl(fd, TCSETS + when, from_ref(attributes) as usize) }.map(drop)
}

/// A request with an integer.
fn order(fd: c_int, request: usize, argument: c_int) -> Result<(), Errno> {
    // SAFETY: these requests take an integer.
    unsafe { Sys::ioctl(fd, request, argument as usize) }.map(drop)
}

/// A request that answers a process or group.
fn ask(fd: c_int, request: usize) -> Result<pid_t, Errno> {
    let mut id: pid_t = 0;
    // SAFETY: the request fills an integer.
    unsafe { Sys::ioctl(fd, request, from_mut(&mut id) as usize) }?;
    Ok(id)
}

/// Sends a break: for a quarter of a second if the duration is zero.
pub fn send_break(fd: c_int) -> Result<(), Errno> {
    order(fd, TCSBRK, 0)
}

/// Waits until everything written has been sent.
pub fn drain(fd: c_int) -> Result<(), Errno> {
    order(fd, TCSBRK, 1)
}

/// Discards what was received, what is not yet sent, or both.
pub fn flush(fd: c_int, queue: c_int) -> Result<(), Errno> {
    order(fd, TCFLSH, queue)
}

/// Suspends or goes on with sending or receiving.
pub fn flow(fd: c_int, action: c_int) -> Result<(), Errno> {
    order(fd, TCXONC, action)
}

/// Makes the terminal the controlling one of the calling session leader.
pub fn make_controlling(fd: c_int) -> Result<(), Errno> {
    order(fd, TIOCSCTTY, 0)
}

pub fn foreground_group(fd: c_int) -> Result<pid_t, Errno> {
    ask(fd, TIOCGPGRP)
}

pub fn set_foreground_group(fd: c_int, group: pid_t) -> Result<(), Errno> {
    // SAFETY: the request reads an integer.
    unsafe { Sys::ioctl(fd, TIOCSPGRP, from_ref(&group) as usize) }.map(drop)
}

/// The session whose controlling terminal it is.
pub fn session(fd: c_int) -> Result<pid_t, Errno> {
    ask(fd, TIOCGSID)
}

pub fn set_window_size(fd: c_int, size: &winsize) -> Result<(), Errno> {
    // SAFETY: the request reads the record.
    unsafe { Sys::ioctl(fd, TIOCSWINSZ, from_ref(size) as usize) }.map(drop)
}
