//! Terminals, by `ioctl`.

use super::Linux;
use super::syscall::{args, int, nr, syscall};
use crate::errno::Errno;
use crate::platform::{Fs, Tty};
use crate::types::{c_int, winsize};
use core::ffi::CStr;
use core::fmt::{self, Write};

const TIOCGWINSZ: usize = 0x5413;
const TIOCGPTN: usize = 0x8004_5430;
const TIOCSPTLCK: usize = 0x4004_5431;
const AT_FDCWD: c_int = -100;

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

    fn terminal_name(fd: c_int, name: &mut [u8]) -> Result<(), Errno> {
        Linux::isatty(fd)?;
        let link = path(format_args!("/proc/self/fd/{fd}"))?;
        let room = name.len().checked_sub(1).ok_or(Errno::ERANGE)?;
        // SAFETY: the link is NUL-terminated; the name is writable for the length that is passed.
        let length = unsafe {
            syscall(nr::READLINKAT, args([int(AT_FDCWD), link.as_ptr() as usize, name.as_mut_ptr() as usize, room]))
        }?;
        // The kernel cuts what does not fit.
        if length == room {
            return Err(Errno::ERANGE);
        }
        name[length] = 0;
        // The name may be that of another mount's file; then the terminal has none here.
        let found = CStr::from_bytes_until_nul(name).map_err(|_| Errno::ENODEV)?;
        let (own, named) = (Linux::fstat(fd)?, Linux::fstatat(AT_FDCWD, found, 0).map_err(|_| Errno::ENODEV)?);
        if (own.st_dev, own.st_ino) == (named.st_dev, named.st_ino) { Ok(()) } else { Err(Errno::ENODEV) }
    }

    fn open_pseudo_terminal(flags: c_int) -> Result<c_int, Errno> {
        Linux::openat(AT_FDCWD, c"/dev/ptmx", flags, 0).map_err(|error| match error {
            // No more of them.
            Errno::ENOSPC => Errno::EAGAIN,
            error => error,
        })
    }

    fn pseudo_terminal_name(fd: c_int, name: &mut [u8]) -> Result<(), Errno> {
        let mut number: c_int = 0;
        // SAFETY: the request fills an int.
        unsafe { Linux::ioctl(fd, TIOCGPTN, &raw mut number as usize) }?;
        let found = path(format_args!("/dev/pts/{number}"))?;
        let bytes = CStr::from_bytes_until_nul(&found).map_err(|_| Errno::ERANGE)?.to_bytes_with_nul();
        name.get_mut(..bytes.len()).ok_or(Errno::ERANGE)?.copy_from_slice(bytes);
        Ok(())
    }

    fn unlock_pseudo_terminal(fd: c_int) -> Result<(), Errno> {
        let unlocked: c_int = 0;
        // SAFETY: the request reads an int.
        unsafe { Linux::ioctl(fd, TIOCSPTLCK, &raw const unlocked as usize) }.map(drop)
    }
}

/// A short path with its NUL.
fn path(text: fmt::Arguments<'_>) -> Result<[u8; 32], Errno> {
    struct Cursor([u8; 32], usize);
    impl fmt::Write for Cursor {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            let end = self.1 + text.len();
            // One byte stays for the NUL.
            let room = self.0.get_mut(self.1..end).filter(|_| end < 32).ok_or(fmt::Error)?;
            room.copy_from_slice(text.as_bytes());
            self.1 = end;
            Ok(())
        }
    }
    let mut cursor = Cursor([0; 32], 0);
    cursor.write_fmt(text).map_err(|_| Errno::ERANGE)?;
    Ok(cursor.0)
}
