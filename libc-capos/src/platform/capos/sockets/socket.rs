//! `Socket`: what a socket's descriptor is open on, and what sockets of all kinds can be asked.

use super::super::descriptors::{self, Description, Target};
use crate::errno::Errno;
use crate::types::c_int;
use capos_rt::error::ErrorCode;
use capos_rt::schema::abi::Handle;
use capos_rt::{Addresses, Capability, Error, LocalSocket, SocketOption, TcpListener, TcpSocket, UdpSocket};
use core::mem::ManuallyDrop;
use core::net::SocketAddr;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Socket {
    Datagrams(Handle),
    Stream(Handle),
    /// One that can do nothing but accept connections.
    Listener(Handle),
    /// One within the machine.
    Local(Handle),
}

pub fn datagrams(handle: Handle) -> ManuallyDrop<Capability<UdpSocket>> {
    Capability::borrowed(handle)
}

pub fn stream(handle: Handle) -> ManuallyDrop<Capability<TcpSocket>> {
    Capability::borrowed(handle)
}

pub fn listener(handle: Handle) -> ManuallyDrop<Capability<TcpListener>> {
    Capability::borrowed(handle)
}

pub fn local(handle: Handle) -> ManuallyDrop<Capability<LocalSocket>> {
    Capability::borrowed(handle)
}

/// What sockets answer to what they can not do.
const NOT_SUPPORTED: Error = Error::Exception(ErrorCode::NotSupported);

/// The socket behind a descriptor.
pub fn of_descriptor(fd: c_int) -> Result<(Socket, Description), Errno> {
    let description = descriptors::get(fd)?;
    match description.target {
        Target::Socket(socket) => Ok((socket, description)),
        _ => Err(Errno::ENOTSOCK),
    }
}

impl Socket {
    pub fn handle(self) -> Handle {
        match self {
            Socket::Datagrams(handle)
            | Socket::Stream(handle)
            | Socket::Listener(handle)
            | Socket::Local(handle) => handle,
        }
    }

    pub fn flags(self) -> capos_rt::Result<u32> {
        match self {
            Socket::Datagrams(handle) => datagrams(handle).flags(),
            Socket::Stream(handle) => stream(handle).flags(),
            Socket::Listener(handle) => listener(handle).flags(),
            Socket::Local(handle) => local(handle).flags(),
        }
    }

    pub fn set_flags(self, flags: u32) -> capos_rt::Result<()> {
        match self {
            Socket::Datagrams(handle) => datagrams(handle).set_flags(flags),
            Socket::Stream(handle) => stream(handle).set_flags(flags),
            Socket::Listener(handle) => listener(handle).set_flags(flags),
            Socket::Local(handle) => local(handle).set_flags(flags),
        }
    }

    pub fn addresses(self) -> capos_rt::Result<Addresses> {
        match self {
            Socket::Datagrams(handle) => datagrams(handle).addresses(),
            Socket::Stream(handle) => stream(handle).addresses(),
            Socket::Listener(handle) => listener(handle).addresses(),
            Socket::Local(_) => Err(NOT_SUPPORTED),
        }
    }

    pub fn is_listening(self) -> capos_rt::Result<bool> {
        match self {
            Socket::Datagrams(_) => Ok(false),
            Socket::Stream(handle) => stream(handle).addresses().map(|addresses| addresses.listening),
            Socket::Listener(_) => Ok(true),
            Socket::Local(handle) => local(handle).state().map(|state| state.listens),
        }
    }

    pub fn bind(self, local: SocketAddr) -> capos_rt::Result<()> {
        match self {
            Socket::Datagrams(handle) => datagrams(handle).bind(local),
            Socket::Stream(handle) => stream(handle).bind(local),
            Socket::Listener(_) | Socket::Local(_) => Err(NOT_SUPPORTED),
        }
    }

    pub fn shutdown(self, receive: bool, send: bool) -> capos_rt::Result<()> {
        match self {
            Socket::Datagrams(handle) => datagrams(handle).shutdown(receive, send),
            Socket::Stream(handle) => stream(handle).shutdown(receive, send),
            Socket::Listener(_) => Err(Error::Exception(ErrorCode::NotConnected)),
            Socket::Local(handle) => local(handle).shutdown(receive, send),
        }
    }

    pub fn option(self, option: SocketOption) -> capos_rt::Result<u64> {
        match self {
            Socket::Datagrams(handle) => datagrams(handle).option(option),
            Socket::Stream(handle) => stream(handle).option(option),
            Socket::Local(handle) => local(handle).option(option),
            Socket::Listener(_) => Err(NOT_SUPPORTED),
        }
    }

    pub fn set_option(self, option: SocketOption, value: u64) -> capos_rt::Result<()> {
        match self {
            Socket::Datagrams(handle) => datagrams(handle).set_option(option, value),
            Socket::Stream(handle) => stream(handle).set_option(option, value),
            Socket::Local(handle) => local(handle).set_option(option, value),
            Socket::Listener(_) => Err(NOT_SUPPORTED),
        }
    }

    pub fn take_error(self) -> capos_rt::Result<Option<ErrorCode>> {
        match self {
            Socket::Datagrams(handle) => datagrams(handle).take_error(),
            Socket::Stream(handle) => stream(handle).take_error(),
            Socket::Listener(_) => Ok(None),
            Socket::Local(handle) => local(handle).take_error(),
        }
    }

    /// Bytes that a read would give.
    pub fn available(self) -> capos_rt::Result<u32> {
        match self {
            Socket::Datagrams(handle) => datagrams(handle).available().map(|bytes| bytes as u32),
            Socket::Stream(handle) => stream(handle).queues().map(|queues| queues.available as u32),
            Socket::Local(handle) => local(handle).state().map(|state| state.available as u32),
            Socket::Listener(_) => Err(Error::Exception(ErrorCode::InvalidArgument)),
        }
    }

    /// Bytes that were sent and are not the peer's yet.
    pub fn unsent(self) -> capos_rt::Result<u32> {
        match self {
            Socket::Datagrams(_) | Socket::Local(_) => Ok(0),
            Socket::Stream(handle) => stream(handle).queues().map(|queues| queues.unsent as u32),
            Socket::Listener(_) => Err(Error::Exception(ErrorCode::InvalidArgument)),
        }
    }
}
