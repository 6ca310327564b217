//! `NetworkManager`: sockets, for what its rules permit.

use alloc::sync::Arc;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use capos_schema::abi::Fault;
use capos_schema::capos_capnp::{ErrorCode, network_interface};
use capos_schema::methods::network_manager::{CreateUdpSocket, GetConfig, Restrict};
use capos_schema::{Interface, Method};

use super::UdpSocket;
use crate::network::{
    Authority, ETHERNET_INDEX, Family, InterfaceStatus, LOOPBACK_INDEX, Network, UdpEndpoint, write_ip,
};
use crate::object::{Call, CallResult, Capability, Object, Outcome};

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
        call.results::<GetConfig>(CONFIG_ROOM, |mut results| {
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
            Ok(())
        })?;
        Ok(Outcome::Done)
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
        call.results::<CreateUdpSocket>(0, |mut results| {
            results.set_socket(socket.bits());
            Ok(())
        })?;
        Ok(Outcome::Done)
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
        call.results::<Restrict>(0, |mut results| {
            results.set_network(narrower.bits());
            Ok(())
        })?;
        Ok(Outcome::Done)
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
            _ => Err(Fault::Method.into()),
        }
    }
}
