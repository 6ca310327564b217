//! The interface's addresses: by DHCP and router advertisements, or as the manifest says.

use alloc::vec::Vec;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use capos_hal::time;
use smoltcp::socket::dhcpv4::Event;
use smoltcp::wire::{IpAddress, IpCidr, Ipv4Cidr, Ipv6Cidr};

use super::link::Link;

/// How long the network is waited for.
pub const PATIENCE: u64 = 3_000_000_000;

/// The prefix of addresses that a machine gives itself.
const LINK_LOCAL_PREFIX: u8 = 64;

impl Link {
    pub(super) fn begin_addresses(&mut self) {
        let local = link_local(self.device.mac_address());
        self.interface.update_ip_addrs(|addresses| {
            // The first of several that there is room for.
            let _ = addresses.push(IpCidr::Ipv6(Ipv6Cidr::new(local, LINK_LOCAL_PREFIX)));
        });
        if self.configuration.is_static {
            self.use_fallback();
            self.settled = true;
        }
    }

    /// Follows what DHCP says, and gives up waiting for it after a while.
    pub(super) fn update_addresses(&mut self) {
        let told = self.dhcp_event().map(|event| match event {
            Event::Configured(config) => {
                let servers = config.dns_servers.iter().map(|server| IpAddr::V4(*server)).collect::<Vec<_>>();
                Some((config.address, config.router, servers))
            }
            Event::Deconfigured => None,
        });
        match told {
            Some(Some((address, router, servers))) => {
                self.set_ipv4(Some(address), router);
                self.name_servers = servers;
                self.settled = true;
            }
            // A lease has ended, or there was none yet.
            Some(None) if self.settled => self.use_fallback(),
            _ => {}
        }
        if !self.settled && time::now() >= self.give_up {
            self.use_fallback();
            self.settled = true;
        }
    }

    fn use_fallback(&mut self) {
        let address = self.configuration.address.map(|(address, prefix)| Ipv4Cidr::new(address, prefix));
        self.set_ipv4(address, self.configuration.gateway);
        self.name_servers = self.configuration.name_servers.clone();
    }

    fn set_ipv4(&mut self, address: Option<Ipv4Cidr>, gateway: Option<Ipv4Addr>) {
        self.interface.update_ip_addrs(|addresses| {
            addresses.retain(|known| !matches!(known, IpCidr::Ipv4(_)));
            if let Some(address) = address {
                let _ = addresses.push(IpCidr::Ipv4(address));
            }
        });
        self.interface.routes_mut().remove_default_ipv4_route();
        if let Some(gateway) = gateway {
            // The only route of its kind: there is room.
            let _ = self.interface.routes_mut().add_default_ipv4_route(gateway);
        }
    }

    /// The addresses with the lengths of their prefixes.
    pub fn addresses(&self) -> impl Iterator<Item = (IpAddr, u8)> + '_ {
        self.interface.ip_addrs().iter().map(|cidr| (cidr.address().into(), cidr.prefix_len()))
    }

    pub fn is_own(&self, address: IpAddr) -> bool {
        self.interface.has_ip_addr(IpAddress::from(address))
    }

    /// Whether the address means everybody on the network.
    pub fn is_broadcast(&self, address: IpAddr) -> bool {
        let IpAddr::V4(address) = address else { return false };
        address.is_broadcast()
            || self.interface.ip_addrs().iter().any(|cidr| match cidr {
                IpCidr::Ipv4(cidr) => cidr.broadcast() == Some(address),
                IpCidr::Ipv6(_) => false,
            })
    }

    /// Where a packet goes first, and the address that it comes from. `None` if the network is out of reach.
    pub(super) fn route(&self, destination: IpAddr) -> Option<(IpAddress, IpAddr)> {
        let to = IpAddress::from(destination);
        let direct = self.interface.ip_addrs().iter().any(|cidr| cidr.contains_addr(&to));
        let routes = self.interface.routes();
        let router = match destination {
            IpAddr::V4(_) => routes.get_default_ipv4_route(),
            IpAddr::V6(_) => routes.get_default_ipv6_route(),
        };
        let hop = if direct || self.is_broadcast(destination) || destination.is_multicast() {
            to
        } else {
            router?.via_router
        };
        let source = self.interface.get_source_address(&to)?;
        let usable = IpAddr::from(source);
        (!usable.is_loopback() && !usable.is_unspecified()).then_some((hop, usable))
    }

    /// The address that this machine has for those at the destination.
    pub fn source_for(&self, destination: IpAddr) -> Option<IpAddr> {
        self.route(destination).map(|(_, source)| source)
    }
}

/// The address that follows from the hardware's (RFC 4291, appendix A).
fn link_local(mac: [u8; 6]) -> Ipv6Addr {
    let [a, b, c, d, e, f] = mac.map(u16::from);
    Ipv6Addr::new(0xfe80, 0, 0, 0, (a ^ 2) << 8 | b, c << 8 | 0xff, 0xfe00 | d, e << 8 | f)
}
