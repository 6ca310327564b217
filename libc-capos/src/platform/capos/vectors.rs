//! `readv`, `writev` and kin: one call of the kernel for all parts, so that nobody else's bytes come between them.

use super::descriptors::{self, Description, Target};
use super::{epoll, fs, pipes, signals, sockets};
use crate::errno::Errno;
use crate::types::{c_int, iovec};
use capos_rt::call::{Bulk, Parts, Wait, transfer};
use capos_rt::error::ErrorCode;
use capos_rt::schema::Method;
use capos_rt::schema::abi::{BulkPart, Handle};
use capos_rt::schema::methods::{
    console, event_counter, file, pipe, pseudo_terminal, signal_reader, terminal_session,
};
use capos_rt::{Capability, Error, File};
use core::mem::{ManuallyDrop, offset_of};

/// The elements as the kernel takes them.
///
/// # Safety
/// The elements describe memory that may be read, and written if a call moves bytes there.
pub(super) unsafe fn parts(buffers: &[iovec]) -> Parts<'_> {
    const {
        assert!(size_of::<iovec>() == size_of::<BulkPart>());
        assert!(offset_of!(iovec, iov_base) == offset_of!(BulkPart, address));
        assert!(offset_of!(iovec, iov_len) == offset_of!(BulkPart, length));
    }
    // SAFETY: by the assertions both are an address and a length in the same order, and any bits make a `BulkPart`.
    let parts = unsafe { core::slice::from_raw_parts(buffers.as_ptr().cast::<BulkPart>(), buffers.len()) };
    // SAFETY: the caller's promise.
    unsafe { Parts::new(parts) }
}

fn moved<M: Method>(handle: Handle, parts: Parts<'_>, wait: Wait) -> capos_rt::Result<usize> {
    transfer::<M>(handle, wait, Bulk::Parts(parts))
}

pub(super) fn read(fd: c_int, parts: Parts<'_>) -> Result<usize, Errno> {
    let description = descriptors::get(fd)?;
    description.readable()?;
    epoll::touched(description.target.handle());
    let wait = description.wait();
    match description.target {
        Target::Set(_) => Err(Errno::EINVAL),
        Target::Console(_) => Err(Errno::EBADF),
        Target::File(handle) => Ok(moved::<file::Read>(handle, parts, wait)?),
        Target::Terminal(handle) => {
            signals::interruptible(|| moved::<terminal_session::Read>(handle, parts, wait))
        }
        Target::Pipe(handle) => signals::interruptible(|| moved::<pipe::Read>(handle, parts, wait)),
        Target::Socket(socket) => sockets::read_parts(socket, parts, Wait::Block),
        Target::Signals(handle) => {
            signals::interruptible(|| moved::<signal_reader::Read>(handle, parts, Wait::Block))
        }
        Target::Counter(handle) => {
            signals::interruptible(|| moved::<event_counter::Read>(handle, parts, Wait::Block))
        }
        Target::PseudoTerminal(handle) => {
            signals::interruptible(|| moved::<pseudo_terminal::Read>(handle, parts, wait))
        }
    }
}

pub(super) fn write(fd: c_int, parts: Parts<'_>) -> Result<usize, Errno> {
    let description = descriptors::get(fd)?;
    description.writable()?;
    epoll::touched(description.target.handle());
    let wait = description.wait();
    match description.target {
        Target::Set(_) | Target::Signals(_) => Err(Errno::EINVAL),
        Target::Console(handle) => Ok(moved::<console::Write>(handle, parts, Wait::Block)?),
        Target::File(handle) => Ok(moved::<file::Write>(handle, parts, wait)?),
        Target::Terminal(handle) => {
            signals::interruptible(|| moved::<terminal_session::Write>(handle, parts, wait))
        }
        Target::Socket(socket) => sockets::write_parts(socket, parts, Wait::Block),
        Target::Pipe(handle) => pipes::write_by(|| moved::<pipe::Write>(handle, parts, Wait::Block)),
        Target::Counter(handle) => {
            signals::interruptible(|| match moved::<event_counter::Write>(handle, parts, Wait::Block) {
                // A timer is not written to.
                Err(Error::Exception(ErrorCode::NotPermitted)) => {
                    Err(Error::Exception(ErrorCode::InvalidArgument))
                }
                result => result,
            })
        }
        Target::PseudoTerminal(handle) => {
            signals::interruptible(|| moved::<pseudo_terminal::Write>(handle, parts, Wait::Block))
        }
    }
}

/// The File of a descriptor that may be used so.
pub(super) fn positioned(
    fd: c_int,
    permits: impl Fn(&Description) -> Result<(), Errno>,
) -> Result<ManuallyDrop<Capability<File>>, Errno> {
    let description = descriptors::get(fd)?;
    permits(&description)?;
    fs::file(description.target)
}
