//! Client of `UdpSocket`: datagrams.

use core::net::{IpAddr, SocketAddr};

use capos_schema::capos_capnp::{socket_address, udp_socket as schema};
use capos_schema::methods::udp_socket as methods;

use crate::call::{Bulk, Wait, act, ask, call, transfer, transfer_with};
use crate::capability::interfaces::UdpSocket;
use crate::descriptions::WithFlags;
use crate::sockets::{
    ADDRESS, Located, NetworkSocket, ONE_ADDRESS, Socket, WithOptions, read_address, read_ip, write_address,
    write_ip,
};
use crate::{Capability, Result};

/// Words of what receiving tells.
const RECEIVED: usize = 6 + ADDRESS + 2;
/// And of a datagram that is sent in a manner of its own.
const SENT: usize = 4 + ADDRESS + 2;

/// A datagram that was received, its bytes aside.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Received {
    /// Bytes that were moved, and that the datagram has.
    pub moved: usize,
    pub length: usize,
    /// `None` if nothing comes any more.
    pub source: Option<SocketAddr>,
    pub destination: Option<IpAddr>,
    /// The number of the interface that it came by.
    pub interface: u32,
    pub hop_limit: u8,
    pub traffic_class: u8,
    /// The socket's option: bits of `SocketReports`.
    pub reports: u8,
}

/// What a datagram has in place of what its socket has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Manner {
    pub source: Option<IpAddr>,
    pub hop_limit: Option<u8>,
    pub traffic_class: Option<u8>,
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
}

impl WithOptions for UdpSocket {
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

    /// The same, from an address of the machine, or with other options than the socket's.
    pub fn send_from(
        &self,
        bytes: Bulk<'_>,
        remote: Option<SocketAddr>,
        manner: Manner,
        wait: Wait,
    ) -> Result<usize> {
        let fill = |mut params: schema::send_from_params::Builder<'_>| {
            if let Some(hop_limit) = manner.hop_limit {
                params.set_hop_limit(hop_limit.into());
            }
            if let Some(class) = manner.traffic_class {
                params.set_traffic_class(class.into());
            }
            if let Some(source) = manner.source {
                write_ip(source, |bytes| params.set_source(bytes));
            }
            if let Some(remote) = remote {
                write_address(remote, params.init_to());
            }
        };
        transfer_with::<methods::SendFrom, SENT>(self.handle(), wait, bytes, fill)
    }

    /// The next datagram, which stays where it is if it is only looked at.
    pub fn receive_from(&self, buffer: Bulk<'_>, peek: bool, wait: Wait) -> Result<Received> {
        let fill = |mut params: schema::receive_from_params::Builder<'_>| params.set_peek(peek);
        let read = |results: schema::receive_from_results::Reader<'_>| {
            let source = read_address(results.get_source()?)?;
            let destination = read_ip(results.get_destination()?)?;
            Ok(Received {
                moved: 0,
                length: results.get_length() as usize,
                source,
                destination,
                interface: results.get_interface(),
                hop_limit: results.get_hop_limit(),
                traffic_class: results.get_traffic_class(),
                reports: results.get_reports(),
            })
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
