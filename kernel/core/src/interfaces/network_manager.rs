//! `NetworkManager`: sockets, for what its rules permit.

use alloc::sync::Arc;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use capos_hal::time;
use capos_schema::abi::Fault;
use capos_schema::capos_capnp::{ErrorCode, network_interface, socket_address};
use capos_schema::methods::network_manager::{
    ConnectTcp, CreateTcpListener, CreateTcpSocket, CreateUdpSocket, GetConfig, Restrict,
};
use capos_schema::{Interface, Method};

use super::sockets::{LOOK_AGAIN, read_given};
use super::{TcpListener, TcpSocket, UdpSocket};
use crate::network::{
    Authority, ETHERNET_INDEX, Family, IP_ROOM, InterfaceStatus, LOOPBACK_INDEX, Network, TcpEndpoint,
    UdpEndpoint, write_ip,
};
use crate::object::{Call, CallError, CallResult, Capability, Object, Outcome};

// `IFF_*` of <net/if.h>.
const UP: u32 = 0x1;
const BROADCAST: u32 = 0x2;
const LOOPBACK: u32 = 0x8;
const RUNNING: u32 = 0x40;
const MULTICAST: u32 = 0x1000;

const LOOPBACK_MTU: u32 = 65536;
const ETHERNET_MTU: u32 = 1500;

/// Room for what an interface has: names, lists, and eight addresses at most.
const CONFIG_ROOM: usize = 1024;

pub struct NetworkManager {
    network: Arc<Network>,
    authority: Arc<Authority>,
}

impl NetworkManager {
    pub fn new(network: Arc<Network>, authority: Authority) -> Self {
        NetworkManager { network, authority: Arc::new(authority) }
    }

    fn get_config(&self, call: &mut Call<'_>) -> CallResult {
        call.check_results::<GetConfig>(CONFIG_ROOM)?;
        let status = self.network.interface_status();
        let ready = self.network.is_settled();
        call.answer::<GetConfig>(CONFIG_ROOM, |mut results| {
            results.set_ready(ready);
            let servers = status.as_ref().map_or(&[][..], |status| &status.name_servers);
            let mut list = results.reborrow().init_name_servers(servers.len() as u32);
            for (index, server) in servers.iter().enumerate() {
                write_ip(Family::Ipv4, *server, |bytes| list.set(index as u32, bytes));
            }
            let mut interfaces = results.init_interfaces(1 + u32::from(status.is_some()));
            loopback(interfaces.reborrow().get(0));
            if let Some(status) = &status {
                ethernet(status, interfaces.get(1));
            }
        })
    }

    fn create_udp_socket(&self, call: &mut Call<'_>) -> CallResult {
        let family = Family::from(call.params::<CreateUdpSocket>().get()?.get_family()?);
        call.check_results::<CreateUdpSocket>(0)?;
        let account = &call.process().quota().memory;
        let Some(endpoint) = UdpEndpoint::new(family, Arc::clone(&self.authority), account) else {
            return Err(call.exception(ErrorCode::QuotaExceeded, "memoryPages: none left for a socket"));
        };
        let socket = UdpSocket::new(Arc::clone(&self.network), endpoint);
        let socket = call.insert(Capability::new(Arc::new(socket)))?;
        call.answer::<CreateUdpSocket>(0, |mut results| results.set_socket(socket.bits()))
    }

    fn tcp_endpoint(
        &self,
        call: &mut Call<'_>,
        family: Family,
        authority: Arc<Authority>,
    ) -> Result<Arc<TcpEndpoint>, CallError> {
        let account = &call.process().quota().memory;
        match TcpEndpoint::new(family, authority, account) {
            Some(endpoint) => Ok(Arc::new(endpoint)),
            None => Err(call.exception(ErrorCode::QuotaExceeded, "memoryPages: none left for a socket")),
        }
    }

    fn create_tcp_socket(&self, call: &mut Call<'_>) -> CallResult {
        let family = Family::from(call.params::<CreateTcpSocket>().get()?.get_family()?);
        call.check_results::<CreateTcpSocket>(0)?;
        let socket = self.tcp_endpoint(call, family, Arc::clone(&self.authority))?;
        let socket = TcpSocket::new(Arc::clone(&self.network), socket);
        let socket = call.insert(Capability::new(Arc::new(socket)))?;
        call.answer::<CreateTcpSocket>(0, |mut results| results.set_socket(socket.bits()))
    }

    fn create_tcp_listener(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<CreateTcpListener>();
        let params = message.get()?;
        call.check_results::<CreateTcpListener>(0)?;
        let (family, local) = self.given(call, params.get_local()?)?;
        let endpoint = self.tcp_endpoint(call, family, Arc::clone(&self.authority))?;
        // From here on the listener sees to it that nothing of it stays.
        let listener = TcpListener::new(Arc::clone(&self.network), Arc::clone(&endpoint));
        self.network.bind_stream(&endpoint, local)?;
        self.network.listen(&endpoint, params.get_backlog())?;
        let listener = call.insert(Capability::new(Arc::new(listener)))?;
        call.answer::<CreateTcpListener>(0, |mut results| results.set_listener(listener.bits()))
    }

    fn connect_tcp(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<ConnectTcp>();
        call.check_results::<ConnectTcp>(0)?;
        let (family, remote) = self.given(call, message.get()?)?;
        let remote = self.network.meant(remote);
        let authority = Arc::new(self.authority.only_to(remote));
        let endpoint = self.tcp_endpoint(call, family, authority)?;
        let socket = TcpSocket::new(Arc::clone(&self.network), Arc::clone(&endpoint));
        match self.network.connect_stream(&endpoint, remote) {
            Ok(()) | Err(ErrorCode::InProgress) => {}
            Err(ErrorCode::WouldBlock) => {
                call.deadline = Some(time::now() + LOOK_AGAIN);
                return Ok(Outcome::Wait);
            }
            Err(error) => return Err(error.into()),
        }
        let socket = call.insert(Capability::new(Arc::new(socket)))?;
        call.answer::<ConnectTcp>(0, |mut results| results.set_socket(socket.bits()))
    }

    /// An address for a socket, and the family of that.
    fn given(
        &self,
        call: &mut Call<'_>,
        reader: socket_address::Reader<'_>,
    ) -> Result<(Family, SocketAddr), CallError> {
        let family = if reader.get_address()?.len() == IP_ROOM { Family::Ipv6 } else { Family::Ipv4 };
        match read_given(call, family, false, reader)? {
            Some(address) => Ok((family, address)),
            None => Err(call.exception(ErrorCode::InvalidArgument, "address: none")),
        }
    }

    fn restrict(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<Restrict>();
        call.check_results::<Restrict>(0)?;
        let authority = match self.authority.restrict(message.get()?.get_rules()?)? {
            Ok(authority) => authority,
            Err(error) => return Err(call.exception(ErrorCode::InvalidArgument, error.problem())),
        };
        let narrower = NetworkManager::new(Arc::clone(&self.network), authority);
        let narrower = call.insert(Capability::new(Arc::new(narrower)))?;
        call.answer::<Restrict>(0, |mut results| results.set_network(narrower.bits()))
    }
}

fn loopback(mut to: network_interface::Builder<'_>) {
    to.set_name("lo");
    to.set_index(LOOPBACK_INDEX);
    to.set_flags(UP | LOOPBACK | RUNNING);
    to.set_mtu(LOOPBACK_MTU);
    to.set_hardware_address(&[0; 6]);
    addresses(to, &[(Ipv4Addr::LOCALHOST.into(), 8), (Ipv6Addr::LOCALHOST.into(), 128)]);
}

fn ethernet(status: &InterfaceStatus, mut to: network_interface::Builder<'_>) {
    to.set_name("eth0");
    to.set_index(ETHERNET_INDEX);
    to.set_flags(UP | BROADCAST | RUNNING | MULTICAST);
    to.set_mtu(ETHERNET_MTU);
    to.set_hardware_address(&status.mac);
    addresses(to, &status.addresses);
}

fn addresses(to: network_interface::Builder<'_>, addresses: &[(IpAddr, u8)]) {
    let mut list = to.init_addresses(addresses.len() as u32);
    for (index, (address, prefix_length)) in addresses.iter().enumerate() {
        let mut entry = list.reborrow().get(index as u32);
        write_ip(Family::Ipv4, *address, |bytes| entry.set_address(bytes));
        entry.set_prefix_length(*prefix_length);
    }
}

impl Object for NetworkManager {
    fn interface(&self) -> Interface {
        Interface::NetworkManager
    }

    fn call(&self, method: u16, call: &mut Call<'_>) -> CallResult {
        match method {
            GetConfig::ORDINAL => self.get_config(call),
            CreateUdpSocket::ORDINAL => self.create_udp_socket(call),
            Restrict::ORDINAL => self.restrict(call),
            CreateTcpSocket::ORDINAL => self.create_tcp_socket(call),
            CreateTcpListener::ORDINAL => self.create_tcp_listener(call),
            ConnectTcp::ORDINAL => self.connect_tcp(call),
            _ => Err(Fault::Method.into()),
        }
    }
}
