//! Terminals.

use crate::errno::Errno;
use crate::types::{c_int, winsize};

/// Optional family: a platform without terminals keeps the defaults.
pub trait Tty {
    /// Whether `fd` is a terminal: `ENOTTY` or `EBADF` if not.
    fn isatty(_fd: c_int) -> Result<(), Errno> {
        Err(Errno::ENOTTY)
    }

    fn window_size(_fd: c_int) -> Result<winsize, Errno> {
        Err(Errno::ENOTTY)
    }

    /// `ioctl` with a pointer-sized argument.
    ///
    /// # Safety
    /// `argument` is what `request` needs: a pointer to a live object of the right type, or an integer.
    unsafe fn ioctl(_fd: c_int, _request: usize, _argument: usize) -> Result<c_int, Errno> {
        Err(Errno::ENOTTY)
    }
}
