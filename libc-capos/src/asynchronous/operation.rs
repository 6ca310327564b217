//! What a request does.

use crate::abi::{slice, uninit_slice_mut};
use crate::errno::Errno;
use crate::header::fcntl::constants::{F_GETFL, O_APPEND};
use crate::platform::{Fs, Sys};
use crate::types::{c_int, off_t};

/// One operation on a descriptor.
#[derive(Clone, Copy)]
pub enum Operation {
    Read {
        buffer: *mut u8,
        count: usize,
        offset: off_t,
    },
    Write {
        buffer: *const u8,
        count: usize,
        offset: off_t,
    },
    /// Comes after everything that was asked for before.
    Sync,
}

// SAFETY: POSIX asks the program to keep the buffer for the request until it is done.
unsafe impl Send for Operation {}

impl Operation {
    /// Whether it has to wait for requests that were made before, for the same descriptor.
    pub fn comes_after(&self, before: &Operation, appends: bool) -> bool {
        match self {
            Operation::Read { .. } => false,
            Operation::Write { .. } => appends && matches!(before, Operation::Write { .. }),
            Operation::Sync => true,
        }
    }

    /// Does it: at the offset, or, where there is none, at the descriptor's own place.
    pub fn perform(&self, descriptor: c_int) -> Result<usize, Errno> {
        match *self {
            Operation::Read { buffer, count, offset } => {
                // SAFETY: the program promised the buffer.
                let at_place = || unsafe { uninit_slice_mut(buffer, count) };
                match Sys::pread(descriptor, at_place(), offset) {
                    Err(Errno::ESPIPE) => Sys::read(descriptor, at_place()),
                    outcome => outcome,
                }
            }
            Operation::Write { buffer, count, offset } => {
                // SAFETY: the program promised the buffer.
                let bytes = unsafe { slice(buffer, count) };
                if appends(descriptor) {
                    return Sys::write(descriptor, bytes);
                }
                match Sys::pwrite(descriptor, bytes, offset) {
                    Err(Errno::ESPIPE) => Sys::write(descriptor, bytes),
                    outcome => outcome,
                }
            }
            Operation::Sync => Sys::fsync(descriptor).map(|()| 0),
        }
    }
}

/// Whether what is written goes to the end.
pub fn appends(descriptor: c_int) -> bool {
    Sys::fcntl(descriptor, F_GETFL, 0).is_ok_and(|flags| flags & O_APPEND != 0)
}
