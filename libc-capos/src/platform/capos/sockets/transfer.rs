//! Bytes in and out, by whatever the socket is; waiting no longer than the socket's timeout.

use super::super::waiting::{self, NEVER};
use super::super::{Capos, clock, descriptors, epoll, signals, vectors};
use super::socket::Socket;
use super::timeouts::{self, Direction};
use super::{datagrams, local, streams};
use crate::abi::{slice, slice_mut};
use crate::errno::Errno;
use crate::platform::Signals;
use crate::types::{c_int, iovec};
use capos_rt::call::{Bulk, Parts, Wait};
use capos_rt::error::ErrorCode;
use capos_rt::schema::abi::Readiness;
use capos_rt::{Error, Taking};

const SIGPIPE: c_int = 13;

/// A call that waits no longer than the socket's timeout.
pub fn in_time<T>(
    socket: Socket,
    direction: Direction,
    wait: Wait,
    mut call: impl FnMut(Wait) -> capos_rt::Result<T>,
) -> Result<T, Errno> {
    let handle = socket.handle();
    epoll::touched(handle);
    let timeout = timeouts::get(handle, direction);
    if wait == Wait::Never || timeout == 0 {
        return signals::interruptible(|| call(wait));
    }
    match call(Wait::Never) {
        Err(Error::Exception(ErrorCode::WouldBlock)) => {}
        result => return Ok(result?),
    }
    // One that does not wait by itself is not kept waiting either.
    if socket.flags()? & descriptors::O_NONBLOCK as u32 != 0 {
        return Err(Errno::EAGAIN);
    }
    let wanted = match direction {
        Direction::Receive => Readiness::READABLE,
        Direction::Send => Readiness::WRITABLE,
    };
    let deadline = clock::monotonic()?.saturating_add(timeout).min(NEVER - 1);
    loop {
        waiting::wait(core::iter::once((handle, wanted)), deadline)?;
        match call(Wait::Never) {
            Err(Error::Exception(ErrorCode::WouldBlock)) => {}
            result => return Ok(result?),
        }
        if clock::monotonic()? >= deadline {
            return Err(Errno::EAGAIN);
        }
    }
}

fn read_bulk(socket: Socket, bulk: Bulk<'_>, wait: Wait) -> Result<usize, Errno> {
    match socket {
        Socket::Datagrams(handle) => datagrams::receive(handle, bulk, false, wait).map(|got| got.moved),
        Socket::Stream(handle) => streams::receive(handle, bulk, Taking::Consume, wait),
        Socket::Local(handle) => local::receive_bytes(handle, bulk, wait),
        Socket::Listener(_) => Err(Errno::ENOTCONN),
    }
}

fn write_bulk(socket: Socket, bulk: Bulk<'_>, wait: Wait) -> Result<usize, Errno> {
    match socket {
        Socket::Datagrams(handle) => datagrams::send(handle, bulk, None, None, wait),
        Socket::Stream(handle) => streams::send(handle, bulk, true, wait),
        Socket::Local(handle) => local::send(handle, bulk, None, &[], true, wait),
        Socket::Listener(_) => Err(Errno::ENOTCONN),
    }
}

pub fn read(socket: Socket, buffer: &mut [u8], wait: Wait) -> Result<usize, Errno> {
    read_bulk(socket, Bulk::To(buffer), wait)
}

pub fn write(socket: Socket, bytes: &[u8], wait: Wait) -> Result<usize, Errno> {
    write_bulk(socket, Bulk::From(bytes), wait)
}

pub fn read_parts(socket: Socket, parts: Parts<'_>, wait: Wait) -> Result<usize, Errno> {
    read_bulk(socket, Bulk::Parts(parts), wait)
}

pub fn write_parts(socket: Socket, parts: Parts<'_>, wait: Wait) -> Result<usize, Errno> {
    write_bulk(socket, Bulk::Parts(parts), wait)
}

/// Without a reader the writer gets SIGPIPE, if it is to have signals.
pub fn tell_of_broken_pipe(sent: Result<usize, Errno>, with_signal: bool) -> Result<usize, Errno> {
    if sent == Err(Errno::EPIPE) && with_signal {
        // A signal that is not raised is no reason for another error.
        let _ = Capos::raise(SIGPIPE);
    }
    sent
}

/// Bytes to send. Most messages have one part, which is the quicker way.
///
/// # Safety
/// The elements describe memory that may be read.
pub unsafe fn bytes_from(elements: &[iovec]) -> Bulk<'_> {
    match elements {
        // SAFETY: the caller's promise.
        [only] => Bulk::From(unsafe { slice(only.iov_base.cast::<u8>(), only.iov_len) }),
        // SAFETY: the caller's promise.
        _ => Bulk::Parts(unsafe { vectors::parts(elements) }),
    }
}

/// The same for bytes to receive.
///
/// # Safety
/// The elements describe memory that may be written.
pub unsafe fn room_in(elements: &[iovec]) -> Bulk<'_> {
    match elements {
        // SAFETY: the caller's promise.
        [only] => Bulk::To(unsafe { slice_mut(only.iov_base.cast::<u8>(), only.iov_len) }),
        // SAFETY: the caller's promise.
        _ => Bulk::Parts(unsafe { vectors::parts(elements) }),
    }
}

/// Fills the elements behind their first `filled` bytes (`MSG_WAITALL`), unless the stream ends, something goes wrong, or a
/// signal comes; how many bytes are in them then.
///
/// # Safety
/// The elements describe memory that may be written.
pub unsafe fn fill(
    socket: Socket,
    elements: &[iovec],
    mut filled: usize,
    wait: Wait,
) -> Result<usize, Errno> {
    let mut before = 0;
    for element in elements {
        // SAFETY: the caller's promise.
        let room = unsafe { slice_mut(element.iov_base.cast::<u8>(), element.iov_len) };
        while let Some(rest) = room.get_mut(filled - before..).filter(|rest| !rest.is_empty()) {
            match read(socket, rest, wait) {
                Ok(0) => return Ok(filled),
                Ok(count) => filled += count,
                Err(_) if filled > 0 => return Ok(filled),
                Err(error) => return Err(error),
            }
        }
        before += room.len();
    }
    Ok(filled)
}
