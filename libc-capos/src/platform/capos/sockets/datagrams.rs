//! Datagrams in and out.

use super::super::descriptors::{self, Description, Target};
use super::super::waiting::{self, NEVER};
use super::super::{clock, epoll, signals};
use super::timeouts::{self, Direction};
use crate::errno::Errno;
use crate::types::c_int;
use capos_rt::call::{Bulk, Parts, Wait};
use capos_rt::error::ErrorCode;
use capos_rt::schema::abi::{Handle, Readiness};
use capos_rt::{Capability, Error, Received, UdpSocket};
use core::mem::ManuallyDrop;
use core::net::SocketAddr;

pub fn socket(handle: Handle) -> ManuallyDrop<Capability<UdpSocket>> {
    Capability::borrowed(handle)
}

/// The socket behind a descriptor.
pub fn of_descriptor(fd: c_int) -> Result<(Handle, Description), Errno> {
    let description = descriptors::get(fd)?;
    match description.target {
        Target::Socket(handle) => Ok((handle, description)),
        _ => Err(Errno::ENOTSOCK),
    }
}

/// A call that waits no longer than the socket's timeout.
fn in_time<T>(
    handle: Handle,
    direction: Direction,
    wait: Wait,
    mut call: impl FnMut(Wait) -> capos_rt::Result<T>,
) -> Result<T, Errno> {
    epoll::touched(handle);
    let timeout = timeouts::get(handle, direction);
    if wait == Wait::Never || timeout == 0 {
        return signals::interruptible(|| call(wait));
    }
    // One that does not wait by itself is not kept waiting either.
    if socket(handle).flags()? & descriptors::O_NONBLOCK as u32 != 0 {
        return Ok(call(Wait::Never)?);
    }
    let wanted = match direction {
        Direction::Receive => Readiness::READABLE,
        Direction::Send => Readiness::WRITABLE,
    };
    let deadline = clock::monotonic()?.saturating_add(timeout).min(NEVER - 1);
    loop {
        match call(Wait::Never) {
            Err(Error::Exception(ErrorCode::WouldBlock)) => {}
            result => return Ok(result?),
        }
        if clock::monotonic()? >= deadline {
            return Err(Errno::EAGAIN);
        }
        waiting::wait(core::iter::once((handle, wanted)), deadline)?;
    }
}

pub fn receive(handle: Handle, parts: Parts<'_>, peek: bool, wait: Wait) -> Result<Received, Errno> {
    in_time(handle, Direction::Receive, wait, |wait| {
        socket(handle).receive_from(Bulk::Parts(parts), peek, wait)
    })
}

pub fn send(handle: Handle, parts: Parts<'_>, to: Option<SocketAddr>, wait: Wait) -> Result<usize, Errno> {
    in_time(handle, Direction::Send, wait, |wait| socket(handle).send_to(Bulk::Parts(parts), to, wait))
}

pub fn read(handle: Handle, buffer: &mut [u8], wait: Wait) -> Result<usize, Errno> {
    let received = in_time(handle, Direction::Receive, wait, |wait| {
        socket(handle).receive_from(Bulk::To(&mut *buffer), false, wait)
    });
    received.map(|received| received.moved)
}

pub fn write(handle: Handle, bytes: &[u8], wait: Wait) -> Result<usize, Errno> {
    in_time(handle, Direction::Send, wait, |wait| socket(handle).send_to(Bulk::From(bytes), None, wait))
}

pub fn read_parts(handle: Handle, parts: Parts<'_>, wait: Wait) -> Result<usize, Errno> {
    receive(handle, parts, false, wait).map(|received| received.moved)
}

pub fn write_parts(handle: Handle, parts: Parts<'_>, wait: Wait) -> Result<usize, Errno> {
    send(handle, parts, None, wait)
}

/// Bytes that a read would give.
pub fn available(handle: Handle) -> capos_rt::Result<u32> {
    socket(handle).available().map(|bytes| bytes as u32)
}
