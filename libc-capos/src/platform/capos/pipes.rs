//! Pipes and FIFOs, by Pipe.

use super::descriptors::{self, O_CLOEXEC, O_NONBLOCK, O_WRONLY};
use super::{Capos, signals};
use crate::errno::Errno;
use crate::platform::{Fs, Signals};
use crate::types::c_int;
use capos_rt::call::Wait;
use capos_rt::error::ErrorCode;
use capos_rt::schema::abi::Handle;
use capos_rt::{Capability, ChannelFactory, Error, Interface, Opened, Pipe, startup};
use core::mem::ManuallyDrop;

const SIGPIPE: c_int = 13;

pub(super) fn pipe(handle: Handle) -> ManuallyDrop<Capability<Pipe>> {
    Capability::borrowed(handle)
}

/// Reading end, writing end.
pub(super) fn create(flags: c_int) -> Result<[c_int; 2], Errno> {
    if flags & !(O_CLOEXEC | O_NONBLOCK) != 0 {
        return Err(Errno::EINVAL);
    }
    let factory = startup::granted_any::<ChannelFactory>().ok_or(Errno::EPERM)?;
    let (reader, writer) = factory.create_pipe((flags & O_NONBLOCK) as u32)?;
    let end = |end: Capability<Pipe>| Opened { handle: end.into_handle(), interface: Some(Interface::Pipe) };
    let reader = descriptors::open(end(reader), flags)?;
    match descriptors::open(end(writer), flags | O_WRONLY) {
        Ok(writer) => Ok([reader, writer]),
        Err(error) => {
            Capos::close(reader)?;
            Err(error)
        }
    }
}

/// Waits until a FIFO that was opened without `O_NONBLOCK` has another side.
pub(super) fn meet(end: Opened, flags: c_int) -> Result<Opened, Errno> {
    if end.interface != Some(Interface::Pipe) || flags & O_NONBLOCK != 0 {
        return Ok(end);
    }
    let waiting = Capability::<Pipe>::from_handle(end.handle);
    signals::interruptible(|| waiting.wait_for_peer())?;
    Ok(Opened { handle: waiting.into_handle(), ..end })
}

/// What the end's own flags say about waiting counts, as all its holders share them.
pub(super) fn read(handle: Handle, buffer: &mut [u8], wait: Wait) -> Result<usize, Errno> {
    signals::interruptible(|| pipe(handle).read(buffer, wait))
}

/// Without a reader the writer gets SIGPIPE.
pub(super) fn write(handle: Handle, bytes: &[u8]) -> Result<usize, Errno> {
    write_by(|| pipe(handle).write(bytes, Wait::Block))
}

/// As `write`, by a call that writes to a pipe.
pub(super) fn write_by(mut write: impl FnMut() -> capos_rt::Result<usize>) -> Result<usize, Errno> {
    signals::interruptible(|| match write() {
        Err(Error::Exception(ErrorCode::Closed)) => {
            // A signal that is not raised is no reason for another error.
            let _ = Capos::raise(SIGPIPE);
            Err(Error::Exception(ErrorCode::Closed))
        }
        result => result,
    })
}
