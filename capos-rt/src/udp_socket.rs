//! Client of `UdpSocket`: datagrams.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV6};

pub use capos_schema::capos_capnp::SocketOption;
use capos_schema::capos_capnp::{ErrorCode, socket_address, udp_socket as schema};
use capos_schema::methods::udp_socket as methods;

use crate::call::{Bulk, Wait, call, transfer};
use crate::capability::interfaces::UdpSocket;
use crate::network_manager::AddressFamily;
use crate::{Capability, Error, Result};

/// Words of an address in a message, and of messages with one or two.
pub(crate) const ADDRESS: usize = 5;
pub(crate) const WITH_ADDRESS: usize = 3 + ADDRESS;
const RECEIVED: usize = 6 + ADDRESS + 2;
pub(crate) const ADDRESSES: usize = 4 + 2 * ADDRESS;

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

/// Where a socket is and whom it is connected to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Addresses {
    pub family: AddressFamily,
    pub local: Option<SocketAddr>,
    pub remote: Option<SocketAddr>,
}

/// The bytes of an address; `None` for none.
pub(crate) fn read_ip(bytes: &[u8]) -> Result<Option<IpAddr>> {
    match bytes.len() {
        0 => Ok(None),
        4 => Ok(bytes.first_chunk::<4>().map(|bytes| Ipv4Addr::from(*bytes).into())),
        16 => Ok(bytes.first_chunk::<16>().map(|bytes| Ipv6Addr::from(*bytes).into())),
        _ => Err(Error::BadResults),
    }
}

pub(crate) fn read_address(reader: socket_address::Reader<'_>) -> Result<Option<SocketAddr>> {
    let port = reader.get_port();
    Ok(read_ip(reader.get_address()?)?.map(|address| match address {
        IpAddr::V4(_) => SocketAddr::new(address, port),
        IpAddr::V6(address) => SocketAddrV6::new(address, port, 0, reader.get_scope()).into(),
    }))
}

pub(crate) fn write_address(address: SocketAddr, mut to: socket_address::Builder<'_>) {
    to.set_port(address.port());
    match address {
        SocketAddr::V4(address) => to.set_address(&address.ip().octets()),
        SocketAddr::V6(address) => {
            to.set_address(&address.ip().octets());
            to.set_scope(address.scope_id());
        }
    }
}

impl Capability<UdpSocket> {
    pub fn bind(&self, local: SocketAddr) -> Result<()> {
        let fill = |params: schema::bind_params::Builder<'_>| write_address(local, params.init_local());
        call::<methods::Bind, WITH_ADDRESS, 1, _>(self.handle(), Wait::Block, Bulk::None, fill, |_| Ok(()))
            .map(drop)
    }

    /// With `None` everybody is heard again.
    pub fn connect(&self, remote: Option<SocketAddr>) -> Result<()> {
        let fill = |params: schema::connect_params::Builder<'_>| {
            if let Some(remote) = remote {
                write_address(remote, params.init_remote());
            }
        };
        call::<methods::Connect, WITH_ADDRESS, 1, _>(self.handle(), Wait::Block, Bulk::None, fill, |_| Ok(()))
            .map(drop)
    }

    /// One datagram, to the peer if no other is named.
    pub fn send_to(&self, bytes: Bulk<'_>, remote: Option<SocketAddr>, wait: Wait) -> Result<usize> {
        let Some(remote) = remote else {
            return transfer::<methods::SendTo>(self.handle(), wait, bytes);
        };
        let fill = |params: schema::send_to_params::Builder<'_>| write_address(remote, params.init_remote());
        call::<methods::SendTo, WITH_ADDRESS, 1, _>(self.handle(), wait, bytes, fill, |_| Ok(()))
            .map(|(_, sent)| sent as usize)
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

    pub fn addresses(&self) -> Result<Addresses> {
        let read = |results: schema::get_addresses_results::Reader<'_>| {
            Ok(Addresses {
                family: results.get_family().map_err(|_| Error::BadResults)?,
                local: read_address(results.get_local()?)?,
                remote: read_address(results.get_remote()?)?,
            })
        };
        call::<methods::GetAddresses, 0, ADDRESSES, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)
            .map(|(addresses, _)| addresses)
    }

    pub fn option(&self, option: SocketOption) -> Result<u64> {
        let fill = |mut params: schema::get_option_params::Builder<'_>| params.set_option(option);
        let read = |results: schema::get_option_results::Reader<'_>| Ok(results.get_value());
        call::<methods::GetOption, 3, 3, _>(self.handle(), Wait::Block, Bulk::None, fill, read)
            .map(|(value, _)| value)
    }

    pub fn set_option(&self, option: SocketOption, value: u64) -> Result<()> {
        let fill = |mut params: schema::set_option_params::Builder<'_>| {
            params.set_option(option);
            params.set_value(value);
        };
        call::<methods::SetOption, 4, 1, _>(self.handle(), Wait::Block, Bulk::None, fill, |_| Ok(()))
            .map(drop)
    }

    /// Status flags, `O_*`.
    pub fn flags(&self) -> Result<u32> {
        let read = |results: schema::get_flags_results::Reader<'_>| Ok(results.get_flags());
        call::<methods::GetFlags, 0, 3, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)
            .map(|(flags, _)| flags)
    }

    pub fn set_flags(&self, flags: u32) -> Result<()> {
        let fill = |mut params: schema::set_flags_params::Builder<'_>| params.set_flags(flags);
        call::<methods::SetFlags, 3, 1, _>(self.handle(), Wait::Block, Bulk::None, fill, |_| Ok(())).map(drop)
    }

    /// What went wrong since the last call, if anything.
    pub fn take_error(&self) -> Result<Option<ErrorCode>> {
        let read = |results: schema::take_error_results::Reader<'_>| {
            let code = results.get_code().map_err(|_| Error::BadResults)?;
            Ok(results.get_failed().then_some(code))
        };
        call::<methods::TakeError, 0, 3, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)
            .map(|(error, _)| error)
    }

    pub fn shutdown(&self, receive: bool, send: bool) -> Result<()> {
        let fill = |mut params: schema::shutdown_params::Builder<'_>| {
            params.set_receive(receive);
            params.set_send(send);
        };
        call::<methods::Shutdown, 3, 1, _>(self.handle(), Wait::Block, Bulk::None, fill, |_| Ok(())).map(drop)
    }

    /// Bytes of the next datagram.
    pub fn available(&self) -> Result<usize> {
        let read = |results: schema::get_available_results::Reader<'_>| Ok(results.get_bytes() as usize);
        call::<methods::GetAvailable, 0, 3, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)
            .map(|(bytes, _)| bytes)
    }
}
