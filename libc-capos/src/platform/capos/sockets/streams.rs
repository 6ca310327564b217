//! Streams: connections, and bytes in and out.

use super::super::descriptors::{self, O_NONBLOCK, O_RDWR};
use super::super::waiting::{self, NEVER};
use super::super::{clock, epoll, signals};
use super::socket::{Socket, listener, stream};
use super::timeouts::{self, Direction};
use super::transfer::{in_time, tell_of_broken_pipe};
use crate::errno::Errno;
use crate::types::c_int;
use capos_rt::call::{Bulk, Wait};
use capos_rt::error::ErrorCode;
use capos_rt::schema::abi::{Handle, Readiness};
use capos_rt::{Accepted, Error, Interface, Opened, Taking};
use core::net::SocketAddr;

/// Connects, and waits for it no longer than the socket's timeout. A signal whose handler wants that does not end the wait.
pub fn connect(handle: Handle, remote: SocketAddr) -> Result<(), Errno> {
    epoll::touched(handle);
    let timeout = timeouts::get(handle, Direction::Send);
    let waits = stream(handle).flags()? & O_NONBLOCK as u32 == 0;
    if timeout != 0 && waits {
        let deadline = clock::monotonic()?.saturating_add(timeout).min(NEVER - 1);
        return match stream(handle).connect(remote, Wait::Never) {
            Err(Error::Exception(ErrorCode::InProgress)) => finish(handle, deadline),
            result => Ok(result?),
        };
    }
    let mut begun = false;
    let connected = signals::interruptible(|| {
        let again = core::mem::replace(&mut begun, true);
        match stream(handle).connect(remote, Wait::Block) {
            // The wait was interrupted, and goes on.
            Err(Error::Exception(ErrorCode::AlreadyInProgress)) if again => Ok(false),
            Err(Error::Exception(ErrorCode::AlreadyConnected)) if again => Ok(true),
            result => result.map(|()| true),
        }
    })?;
    if connected { Ok(()) } else { finish(handle, NEVER) }
}

/// Waits for a connection that is being made.
fn finish(handle: Handle, deadline: u64) -> Result<(), Errno> {
    waiting::wait(core::iter::once((handle, Readiness::WRITABLE)), deadline)?;
    if let Some(code) = stream(handle).take_error()? {
        return Err(Error::Exception(code).into());
    }
    let addresses = stream(handle).addresses()?;
    if addresses.remote.is_some() { Ok(()) } else { Err(Errno::EINPROGRESS) }
}

/// The next connection with its own descriptor.
pub fn accept(socket: Socket, flags: c_int) -> Result<(c_int, SocketAddr), Errno> {
    let accept = |wait| match socket {
        Socket::Stream(handle) => stream(handle).accept(wait),
        Socket::Listener(handle) => listener(handle).accept(wait),
        Socket::Datagrams(_) | Socket::Local(_) => Err(Error::Exception(ErrorCode::NotSupported)),
    };
    let Accepted { socket: accepted, remote } = in_time(socket, Direction::Receive, Wait::Block, accept)?;
    if flags & O_NONBLOCK != 0 {
        accepted.set_flags((O_RDWR | O_NONBLOCK) as u32)?;
    }
    let opened = Opened { handle: accepted.into_handle(), interface: Some(Interface::TcpSocket) };
    descriptors::open(opened, flags | O_RDWR).map(|fd| (fd, remote))
}

pub fn receive(handle: Handle, mut bulk: Bulk<'_>, taking: Taking, wait: Wait) -> Result<usize, Errno> {
    in_time(Socket::Stream(handle), Direction::Receive, wait, |wait| {
        stream(handle).receive(bulk.reborrow(), taking, wait)
    })
}

/// Without a reader the writer gets SIGPIPE, if it is to have signals.
pub fn send(handle: Handle, mut bulk: Bulk<'_>, with_signal: bool, wait: Wait) -> Result<usize, Errno> {
    let sent = in_time(Socket::Stream(handle), Direction::Send, wait, |wait| {
        stream(handle).send(bulk.reborrow(), wait)
    });
    tell_of_broken_pipe(sent, with_signal)
}
