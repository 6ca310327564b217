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

    /// Writes the path of a terminal with its NUL to a prefix of `name`; `ERANGE` if it does not fit.
    fn terminal_name(_fd: c_int, _name: &mut [u8]) -> Result<(), Errno> {
        Err(Errno::ENOTTY)
    }

    /// Opens the controlling side of a new pseudo-terminal.
    fn open_pseudo_terminal(_flags: c_int) -> Result<c_int, Errno> {
        Err(Errno::ENOSYS)
    }

    /// The path of the other side, as [`Tty::terminal_name`] writes it.
    fn pseudo_terminal_name(_fd: c_int, _name: &mut [u8]) -> Result<(), Errno> {
        Err(Errno::ENOTTY)
    }

    /// Allows the other side to be opened.
    fn unlock_pseudo_terminal(_fd: c_int) -> Result<(), Errno> {
        Err(Errno::ENOTTY)
    }
}
