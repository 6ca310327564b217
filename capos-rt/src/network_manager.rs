//! Client of `NetworkManager`: sockets, and what the machine's interfaces have.

use core::net::{IpAddr, SocketAddr};

use capos_schema::abi::Handle;
pub use capos_schema::capos_capnp::AddressFamily;
use capos_schema::capos_capnp::{network_manager as schema, socket_address};
use capos_schema::methods::network_manager as methods;

use crate::call::{ask, ask_with};
use crate::capability::interfaces::{NetworkManager, TcpListener, TcpSocket, UdpSocket};
use crate::sockets::{ONE_ADDRESS, WITH_ADDRESS, read_ip, write_address};
use crate::{Capability, Error, Result};

/// Words of the configuration: what the kernel asks for.
const CONFIG_WORDS: usize = 160;

/// Words of an address and a backlog.
const WITH_LISTENER: usize = WITH_ADDRESS + 1;

/// What there is to say of an interface beside its addresses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NetworkInterface<'a> {
    pub name: &'a str,
    pub index: u32,
    /// `IFF_*`.
    pub flags: u32,
    pub mtu: u32,
    pub hardware_address: &'a [u8],
}

/// One thing that the configuration has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ConfigItem<'a> {
    NameServer(IpAddr),
    Interface(NetworkInterface<'a>),
    /// Of the interface before it.
    Address {
        address: IpAddr,
        prefix_length: u8,
    },
}

impl Capability<NetworkManager> {
    pub fn create_udp_socket(&self, family: AddressFamily) -> Result<Capability<UdpSocket>> {
        let fill = |mut params: schema::create_udp_socket_params::Builder<'_>| params.set_family(family);
        let read = |results: schema::create_udp_socket_results::Reader<'_>| {
            Ok(Capability::from_handle(Handle::from_bits(results.get_socket())))
        };
        ask_with::<methods::CreateUdpSocket, 3, 3, _>(self.handle(), fill, read)
    }

    pub fn create_tcp_socket(&self, family: AddressFamily) -> Result<Capability<TcpSocket>> {
        let fill = |mut params: schema::create_tcp_socket_params::Builder<'_>| params.set_family(family);
        let read = |results: schema::create_tcp_socket_results::Reader<'_>| {
            Ok(Capability::from_handle(Handle::from_bits(results.get_socket())))
        };
        ask_with::<methods::CreateTcpSocket, 3, 3, _>(self.handle(), fill, read)
    }

    /// One that listens already.
    pub fn create_tcp_listener(&self, local: SocketAddr, backlog: u32) -> Result<Capability<TcpListener>> {
        let fill = |mut params: schema::create_tcp_listener_params::Builder<'_>| {
            params.set_backlog(backlog);
            write_address(local, params.init_local());
        };
        let read = |results: schema::create_tcp_listener_results::Reader<'_>| {
            Ok(Capability::from_handle(Handle::from_bits(results.get_listener())))
        };
        ask_with::<methods::CreateTcpListener, WITH_LISTENER, 3, _>(self.handle(), fill, read)
    }

    /// Begins a connection; the socket is writable once it is made.
    pub fn connect_tcp(&self, remote: SocketAddr) -> Result<Capability<TcpSocket>> {
        let fill = |params: socket_address::Builder<'_>| write_address(remote, params);
        let read = |results: schema::connect_tcp_results::Reader<'_>| {
            Ok(Capability::from_handle(Handle::from_bits(results.get_socket())))
        };
        ask_with::<methods::ConnectTcp, ONE_ADDRESS, 3, _>(self.handle(), fill, read)
    }

    /// Tells everything that the machine's interfaces have, one after another; answers whether they have the addresses
    /// that they will have.
    pub fn config(&self, mut each: impl FnMut(ConfigItem<'_>)) -> Result<bool> {
        let read = |results: schema::get_config_results::Reader<'_>| {
            for server in results.get_name_servers()? {
                each(ConfigItem::NameServer(read_ip(server?)?.ok_or(Error::BadResults)?));
            }
            for interface in results.get_interfaces()? {
                each(ConfigItem::Interface(NetworkInterface {
                    name: interface.get_name()?.to_str().map_err(|_| Error::BadResults)?,
                    index: interface.get_index(),
                    flags: interface.get_flags(),
                    mtu: interface.get_mtu(),
                    hardware_address: interface.get_hardware_address()?,
                }));
                for entry in interface.get_addresses()? {
                    let address = read_ip(entry.get_address()?)?.ok_or(Error::BadResults)?;
                    each(ConfigItem::Address { address, prefix_length: entry.get_prefix_length() });
                }
            }
            Ok(results.get_ready())
        };
        ask::<methods::GetConfig, CONFIG_WORDS, _>(self.handle(), read)
    }
}
