//! What clients of sockets have in common.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV6};

use capos_schema::Method;
use capos_schema::abi::Handle;
pub use capos_schema::capos_capnp::SocketOption;
use capos_schema::capos_capnp::{
    ErrorCode, accepted_stream, backlog, directions, option_name, option_setting, option_value,
    socket_address, socket_addresses, socket_error,
};

use crate::call::{Bulk, Wait, act, ask, ask_with, call};
use crate::capability::InterfaceType;
use crate::capability::interfaces::TcpSocket;
use crate::network_manager::AddressFamily;
use crate::{Capability, Error, Result};

/// Words of an address in a message, and of messages of one, and with one or two.
pub(crate) const ADDRESS: usize = 5;
pub(crate) const ONE_ADDRESS: usize = 1 + ADDRESS;
pub(crate) const WITH_ADDRESS: usize = 4 + ADDRESS;
const WITH_ADDRESSES: usize = 4 + 2 * ADDRESS;

/// Where a socket is and whom it is connected to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Addresses {
    pub family: AddressFamily,
    pub local: Option<SocketAddr>,
    pub remote: Option<SocketAddr>,
    pub listening: bool,
}

/// A connection that was accepted.
#[derive(Debug)]
pub struct Accepted {
    pub socket: Capability<TcpSocket>,
    pub remote: SocketAddr,
}

/// What receiving from a stream does with the bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Taking {
    Consume,
    /// They stay.
    Peek,
    /// They stay, and the call, if it may wait, waits for as many as there is room for.
    PeekWhole,
}

impl Taking {
    pub(crate) fn peeks(self) -> bool {
        self != Taking::Consume
    }
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
    if let SocketAddr::V6(address) = address {
        to.set_scope(address.scope_id());
    }
    write_ip(address.ip(), |bytes| to.set_address(bytes));
}

pub(crate) fn write_ip(address: IpAddr, set: impl FnOnce(&[u8])) {
    match address {
        IpAddr::V4(address) => set(&address.octets()),
        IpAddr::V6(address) => set(&address.octets()),
    }
}

/// Sockets of every kind.
pub trait Socket: InterfaceType {
    type TakeError: Method<Results = socket_error::Owned>;
    type Shutdown: Method<Params = directions::Owned>;
}

impl<I: Socket> Capability<I> {
    /// What went wrong since the last call, if anything.
    pub fn take_error(&self) -> Result<Option<ErrorCode>> {
        ask::<I::TakeError, 2, _>(self.handle(), |results| {
            let code = results.get_code().map_err(|_| Error::BadResults)?;
            Ok(results.get_failed().then_some(code))
        })
    }

    pub fn shutdown(&self, receive: bool, send: bool) -> Result<()> {
        act::<I::Shutdown, 2>(self.handle(), |mut params| {
            params.set_receive(receive);
            params.set_send(send);
        })
    }
}

/// Sockets of the network that can be bound.
pub trait NetworkSocket: InterfaceType {
    type Bind: Method<Params = socket_address::Owned>;
}

/// Sockets that have options.
pub trait WithOptions: InterfaceType {
    type GetOption: Method<Params = option_name::Owned, Results = option_value::Owned>;
    type SetOption: Method<Params = option_setting::Owned>;
}

impl<I: NetworkSocket> Capability<I> {
    pub fn bind(&self, local: SocketAddr) -> Result<()> {
        act::<I::Bind, ONE_ADDRESS>(self.handle(), |params| write_address(local, params))
    }
}

impl<I: WithOptions> Capability<I> {
    pub fn option(&self, option: SocketOption) -> Result<u64> {
        let fill = |mut params: option_name::Builder<'_>| params.set_option(option);
        ask_with::<I::GetOption, 2, 2, _>(self.handle(), fill, |results| Ok(results.get_value()))
    }

    pub fn set_option(&self, option: SocketOption, value: u64) -> Result<()> {
        act::<I::SetOption, 3>(self.handle(), |mut params| {
            params.set_option(option);
            params.set_value(value);
        })
    }
}

/// Sockets that have addresses of the network.
pub trait Located: InterfaceType {
    type GetAddresses: Method<Results = socket_addresses::Owned>;
}

impl<I: Located> Capability<I> {
    pub fn addresses(&self) -> Result<Addresses> {
        ask::<I::GetAddresses, WITH_ADDRESSES, _>(self.handle(), |results| {
            Ok(Addresses {
                family: results.get_family().map_err(|_| Error::BadResults)?,
                local: read_address(results.get_local()?)?,
                remote: read_address(results.get_remote()?)?,
                listening: results.get_listening(),
            })
        })
    }
}

/// Sockets that can be told to accept connections.
pub trait Listens: InterfaceType {
    type Listen: Method<Params = backlog::Owned>;
}

impl<I: Listens> Capability<I> {
    pub fn listen(&self, backlog: u32) -> Result<()> {
        act::<I::Listen, 2>(self.handle(), |mut params| params.set_backlog(backlog))
    }
}

/// Sockets that give streams to whoever waits for them.
pub trait AcceptsStreams: InterfaceType {
    type Accept: Method<Results = accepted_stream::Owned>;
}

impl<I: AcceptsStreams> Capability<I> {
    /// The next connection.
    pub fn accept(&self, wait: Wait) -> Result<Accepted> {
        let read = |results: accepted_stream::Reader<'_>| {
            let socket = Capability::from_handle(Handle::from_bits(results.get_socket()));
            let remote = read_address(results.get_remote()?)?.ok_or(Error::BadResults)?;
            Ok(Accepted { socket, remote })
        };
        call::<I::Accept, 0, WITH_ADDRESS, _>(self.handle(), wait, Bulk::None, |_| (), read)
            .map(|(accepted, _)| accepted)
    }
}
