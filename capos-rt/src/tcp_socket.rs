//! Client of `TcpSocket`: streams.

use core::net::SocketAddr;

use capos_schema::capos_capnp::{socket_address, tcp_socket as schema};
use capos_schema::methods::tcp_socket as methods;

use crate::call::{Bulk, Wait, act, ask, transfer, transfer_with};
use crate::capability::interfaces::TcpSocket;
use crate::descriptions::WithFlags;
use crate::sockets::{
    AcceptsStreams, Listens, Located, NetworkSocket, ONE_ADDRESS, Socket, Taking, WithOptions, write_address,
};
use crate::{Capability, Result};

/// What is on its way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Queues {
    /// Bytes that can be read.
    pub available: usize,
    /// Bytes that were sent and are not the peer's yet.
    pub unsent: usize,
}

impl WithFlags for TcpSocket {
    type Get = methods::GetFlags;
    type Set = methods::SetFlags;
}

impl Socket for TcpSocket {
    type TakeError = methods::TakeError;
    type Shutdown = methods::Shutdown;
}

impl NetworkSocket for TcpSocket {
    type Bind = methods::Bind;
}

impl WithOptions for TcpSocket {
    type GetOption = methods::GetOption;
    type SetOption = methods::SetOption;
}

impl Located for TcpSocket {
    type GetAddresses = methods::GetAddresses;
}

impl Listens for TcpSocket {
    type Listen = methods::Listen;
}

impl AcceptsStreams for TcpSocket {
    type Accept = methods::Accept;
}

impl Capability<TcpSocket> {
    pub fn connect(&self, remote: SocketAddr, wait: Wait) -> Result<()> {
        let fill = |params: socket_address::Builder<'_>| write_address(remote, params);
        transfer_with::<methods::Connect, ONE_ADDRESS>(self.handle(), wait, Bulk::None, fill).map(drop)
    }

    /// How many bytes were taken: all of them, unless it does not wait.
    pub fn send(&self, bytes: Bulk<'_>, wait: Wait) -> Result<usize> {
        transfer::<methods::Send>(self.handle(), wait, bytes)
    }

    /// What has arrived, 0 bytes at the end of the stream. It stays if it is only looked at.
    pub fn receive(&self, buffer: Bulk<'_>, taking: Taking, wait: Wait) -> Result<usize> {
        if taking == Taking::Consume {
            return transfer::<methods::Receive>(self.handle(), wait, buffer);
        }
        let fill = |mut params: schema::receive_params::Builder<'_>| {
            params.set_peek(true);
            params.set_whole(taking == Taking::PeekWhole);
        };
        transfer_with::<methods::Receive, 3>(self.handle(), wait, buffer, fill)
    }

    /// Waits until the peer has confirmed what was sent, or until the deadline: `timedOut`.
    pub fn flush(&self, deadline: u64) -> Result<()> {
        act::<methods::Flush, 2>(self.handle(), |mut params| params.set_deadline(deadline))
    }

    pub fn queues(&self) -> Result<Queues> {
        let read = |results: schema::get_available_results::Reader<'_>| {
            Ok(Queues { available: results.get_bytes() as usize, unsent: results.get_unsent() as usize })
        };
        ask::<methods::GetAvailable, 3, _>(self.handle(), read)
    }
}
