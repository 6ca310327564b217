//! Addresses of hosts, and how they stand in a `sockaddr`.

use crate::types::{c_int, in_addr, in6_addr, sa_family_t, sockaddr_in, sockaddr_in6, sockaddr_storage};
use core::mem::MaybeUninit;
use core::net::{IpAddr, Ipv6Addr};

pub const AF_UNSPEC: c_int = 0;
pub const AF_INET: c_int = 2;
pub const AF_INET6: c_int = 10;

/// Bytes of `sockaddr_in` and `sockaddr_in6`.
pub const INET_SIZE: usize = size_of::<sockaddr_in>();
pub const INET6_SIZE: usize = size_of::<sockaddr_in6>();

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

    /// The same host as an IPv6 address.
    pub fn mapped(self) -> Address {
        match self.ip {
            IpAddr::V4(ip) => Address { ip: ip.to_ipv6_mapped().into(), scope: 0 },
            IpAddr::V6(_) => self,
        }
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

/// The address as a `sockaddr` of its family, and the length of that.
pub fn encode(address: Address, port: u16) -> (sockaddr_storage, usize) {
    let mut storage = MaybeUninit::<sockaddr_storage>::zeroed();
    let family = address.family() as sa_family_t;
    let length = match address.ip {
        IpAddr::V4(ip) => {
            let s_addr = u32::from_ne_bytes(ip.octets());
            let sin_addr = in_addr { s_addr };
            let inet = sockaddr_in { sin_family: family, sin_port: port.to_be(), sin_addr, sin_zero: [0; 8] };
            // SAFETY: the storage has room and alignment for every kind of address.
            unsafe { storage.as_mut_ptr().cast::<sockaddr_in>().write(inet) };
            INET_SIZE
        }
        IpAddr::V6(ip) => {
            let inet6 = sockaddr_in6 {
                sin6_family: family,
                sin6_port: port.to_be(),
                sin6_flowinfo: 0,
                sin6_addr: in6_addr { s6_addr: ip.octets() },
                sin6_scope_id: address.scope,
            };
            // SAFETY: as above.
            unsafe { storage.as_mut_ptr().cast::<sockaddr_in6>().write(inet6) };
            INET6_SIZE
        }
    };
    // SAFETY: all bytes are zero or were written.
    (unsafe { storage.assume_init() }, length)
}

/// The bytes of an encoded address.
pub fn bytes(encoded: &(sockaddr_storage, usize)) -> &[u8] {
    // SAFETY: the storage is longer than every length that `encode` gives, and has no uninitialized bytes.
    unsafe { core::slice::from_raw_parts((&raw const encoded.0).cast(), encoded.1) }
}
