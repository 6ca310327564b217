//! Terminals, by `ioctl`.

use super::Linux;
use super::syscall::{args, int, nr, syscall};
use crate::errno::Errno;
use crate::platform::Tty;
use crate::types::{c_int, winsize};

const TIOCGWINSZ: usize = 0x5413;

impl Tty for Linux {
    fn isatty(fd: c_int) -> Result<(), Errno> {
        Linux::window_size(fd).map(drop)
    }

    fn window_size(fd: c_int) -> Result<winsize, Errno> {
        let mut size = winsize::default();
        // SAFETY: `winsize` is what TIOCGWINSZ fills.
        unsafe { syscall(nr::IOCTL, args([int(fd), TIOCGWINSZ, &raw mut size as usize])) }?;
        Ok(size)
    }

    unsafe fn ioctl(fd: c_int, request: usize, argument: usize) -> Result<c_int, Errno> {
        // SAFETY: the caller gives what the request needs.
        unsafe { syscall(nr::IOCTL, args([int(fd), request, argument])) }.map(|value| value as c_int)
    }
}
