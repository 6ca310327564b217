//! Where a stream's bytes come from and go to.

use core::mem::MaybeUninit;

use super::cookie::Cookie;
use super::fixed_memory::FixedMemory;
use super::growing_memory::GrowingMemory;
use super::position::Whence;
use crate::errno::Errno;
use crate::platform::{Fs, Sys, Tty};
use crate::types::{c_int, off_t};

pub enum Backend {
    Descriptor(c_int),
    /// `fmemopen`.
    Fixed(FixedMemory),
    /// `open_memstream`, `open_wmemstream`.
    Growing(GrowingMemory),
    /// `fopencookie`, `funopen`.
    Cookie(Cookie),
    /// After `fclose` of a standard stream.
    Closed,
}

impl Backend {
    /// Reads some bytes; none at the end.
    pub fn read(&mut self, out: &mut [MaybeUninit<u8>]) -> Result<usize, Errno> {
        match self {
            Self::Descriptor(fd) => Sys::read(*fd, out),
            Self::Fixed(memory) => Ok(memory.read(out)),
            Self::Cookie(cookie) => cookie.read(out),
            Self::Growing(_) | Self::Closed => Err(Errno::EBADF),
        }
    }

    /// Writes some of `bytes`.
    pub fn write(&mut self, bytes: &[u8]) -> Result<usize, Errno> {
        match self {
            Self::Descriptor(fd) => Sys::write(*fd, bytes),
            Self::Fixed(memory) => memory.write(bytes),
            Self::Growing(memory) => memory.write(bytes),
            Self::Cookie(cookie) => cookie.write(bytes),
            Self::Closed => Err(Errno::EBADF),
        }
    }

    pub fn seek(&mut self, offset: off_t, whence: Whence) -> Result<off_t, Errno> {
        match self {
            Self::Descriptor(fd) => Sys::lseek(*fd, offset, whence.number()),
            Self::Fixed(memory) => memory.seek(offset, whence),
            Self::Growing(memory) => memory.seek(offset, whence),
            Self::Cookie(cookie) => cookie.seek(offset, whence),
            Self::Closed => Err(Errno::EBADF),
        }
    }

    /// What is left to do after everything pending has been written.
    pub fn synchronize(&mut self) {
        if let Self::Growing(memory) = self {
            memory.publish();
        }
    }

    pub fn close(&mut self) -> Result<(), Errno> {
        match core::mem::replace(self, Self::Closed) {
            Self::Descriptor(fd) => Sys::close(fd),
            Self::Cookie(mut cookie) => cookie.close(),
            Self::Fixed(_) | Self::Growing(_) => Ok(()),
            Self::Closed => Err(Errno::EBADF),
        }
    }

    /// The descriptor, if there is one.
    pub fn descriptor(&self) -> Option<c_int> {
        match self {
            Self::Descriptor(fd) => Some(*fd),
            _ => None,
        }
    }

    /// No more than this can be read, whatever is written elsewhere.
    pub fn most_readable(&self) -> usize {
        match self {
            Self::Fixed(memory) => memory.capacity(),
            _ => usize::MAX,
        }
    }

    pub fn is_terminal(&self) -> bool {
        self.descriptor().is_some_and(|fd| Sys::isatty(fd).is_ok())
    }
}
