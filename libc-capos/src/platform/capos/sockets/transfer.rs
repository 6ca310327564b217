//! Bytes in and out, by whatever the socket is; waiting no longer than the socket's timeout.

use super::super::descriptors;
use super::super::waiting::{self, NEVER};
use super::super::{clock, epoll, signals};
use super::socket::Socket;
use super::timeouts::{self, Direction};
use super::{datagrams, local, streams};
use crate::errno::Errno;
use capos_rt::Error;
use capos_rt::call::{Bulk, Parts, Wait};
use capos_rt::error::ErrorCode;
use capos_rt::schema::abi::Readiness;

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
        Socket::Stream(handle) => streams::receive(handle, bulk, false, wait),
        Socket::Local(handle) => local::receive_bytes(handle, bulk, false, wait),
        Socket::Listener(_) => Err(Errno::ENOTCONN),
    }
}

fn write_bulk(socket: Socket, bulk: Bulk<'_>, wait: Wait) -> Result<usize, Errno> {
    match socket {
        Socket::Datagrams(handle) => datagrams::send(handle, bulk, None, wait),
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
