//! Client of `UdpSocket`: datagrams.

use core::net::{IpAddr, SocketAddr};

use capos_schema::capos_capnp::{socket_address, udp_socket as schema};
use capos_schema::methods::udp_socket as methods;

use crate::call::{Bulk, Wait, act, ask, call, transfer, transfer_with};
use crate::capability::interfaces::UdpSocket;
use crate::descriptions::WithFlags;
use crate::sockets::{
    ADDRESS, Located, NetworkSocket, ONE_ADDRESS, Socket, read_address, read_ip, write_address,
};
use crate::{Capability, Result};

/// Words of what receiving tells.
const RECEIVED: usize = 6 + ADDRESS + 2;

/// A datagram that was received, its bytes aside.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Received {
    /// Bytes that were moved, and that the datagram has.
    pub moved: usize,
    pub length: usize,
    /// `None` if nothing comes any more.
    pub source: Option<SocketAddr>,
    pub destination: Option<IpAddr>,
}

impl WithFlags for UdpSocket {
    type Get = methods::GetFlags;
    type Set = methods::SetFlags;
}

impl Socket for UdpSocket {
    type TakeError = methods::TakeError;
    type Shutdown = methods::Shutdown;
}

impl NetworkSocket for UdpSocket {
    type Bind = methods::Bind;
    type GetOption = methods::GetOption;
    type SetOption = methods::SetOption;
}

impl Located for UdpSocket {
    type GetAddresses = methods::GetAddresses;
}

impl Capability<UdpSocket> {
    /// With `None` everybody is heard again.
    pub fn connect(&self, remote: Option<SocketAddr>) -> Result<()> {
        let fill = |params: socket_address::Builder<'_>| {
            if let Some(remote) = remote {
                write_address(remote, params);
            }
        };
        act::<methods::Connect, ONE_ADDRESS>(self.handle(), fill)
    }

    /// One datagram, to the peer if no other is named.
    pub fn send_to(&self, bytes: Bulk<'_>, remote: Option<SocketAddr>, wait: Wait) -> Result<usize> {
        let Some(remote) = remote else {
            return transfer::<methods::SendTo>(self.handle(), wait, bytes);
        };
        let fill = |params: socket_address::Builder<'_>| write_address(remote, params);
        transfer_with::<methods::SendTo, ONE_ADDRESS>(self.handle(), wait, bytes, fill)
    }

    /// The next datagram, which stays where it is if it is only looked at.
    pub fn receive_from(&self, buffer: Bulk<'_>, peek: bool, wait: Wait) -> Result<Received> {
        let fill = |mut params: schema::receive_from_params::Builder<'_>| params.set_peek(peek);
        let read = |results: schema::receive_from_results::Reader<'_>| {
            let source = read_address(results.get_source()?)?;
            let destination = read_ip(results.get_destination()?)?;
            Ok(Received { moved: 0, length: results.get_length() as usize, source, destination })
        };
        call::<methods::ReceiveFrom, 3, RECEIVED, _>(self.handle(), wait, buffer, fill, read)
            .map(|(received, moved)| Received { moved: moved as usize, ..received })
    }

    /// Bytes of the next datagram.
    pub fn available(&self) -> Result<usize> {
        let read = |results: schema::get_available_results::Reader<'_>| Ok(results.get_bytes() as usize);
        ask::<methods::GetAvailable, 3, _>(self.handle(), read)
    }
}
