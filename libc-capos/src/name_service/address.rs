//! Addresses of hosts.

use crate::types::c_int;
use core::net::{IpAddr, Ipv6Addr, SocketAddr, SocketAddrV6};

pub const AF_UNSPEC: c_int = 0;
pub const AF_INET: c_int = 2;
pub const AF_INET6: c_int = 10;

/// An address, and for link-local ones the interface through which it is reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Address {
    pub ip: IpAddr,
    pub scope: u32,
}

impl Address {
    pub fn family(&self) -> c_int {
        if self.ip.is_ipv4() { AF_INET } else { AF_INET6 }
    }

    /// A port there.
    pub fn at_port(self, port: u16) -> SocketAddr {
        match self.ip {
            IpAddr::V4(ip) => SocketAddr::new(ip.into(), port),
            IpAddr::V6(ip) => SocketAddrV6::new(ip, port, 0, self.scope).into(),
        }
    }

    /// The same host as an IPv6 address.
    pub fn mapped(self) -> Address {
        match self.ip {
            IpAddr::V4(ip) => Address { ip: ip.to_ipv6_mapped().into(), scope: 0 },
            IpAddr::V6(_) => self,
        }
    }
}

impl From<SocketAddr> for Address {
    fn from(address: SocketAddr) -> Self {
        let scope = if let SocketAddr::V6(address) = address { address.scope_id() } else { 0 };
        Address { ip: address.ip(), scope }
    }
}

impl From<IpAddr> for Address {
    fn from(ip: IpAddr) -> Self {
        Address { ip, scope: 0 }
    }
}

/// Whether a zone means something to an address: only where several interfaces have the same network.
pub fn has_zone(address: Ipv6Addr) -> bool {
    address.is_unicast_link_local() || (address.is_multicast() && matches!(address.octets()[1] & 15, 1 | 2))
}
