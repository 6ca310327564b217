//! Ports, which datagrams and streams have alike: who is meant by an address, who stands in whose way, and which port is free.

use core::net::{IpAddr, SocketAddr};

use capos_schema::capos_capnp::ErrorCode;

use super::Family;
use crate::entropy;

/// Sockets stand in so many lists, by the lower bits of their port.
pub const LISTS: usize = 256;

/// Ports that are given to those who ask for none: the dynamic ones of RFC 6335.
const FIRST_DYNAMIC: u16 = 49152;
const DYNAMIC: u16 = u16::MAX - FIRST_DYNAMIC + 1;

/// Why an address can not be had.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BindError {
    InUse,
    /// All dynamic ports are taken.
    Exhausted,
    /// It has an address already.
    Bound,
    NoMemory,
}

impl BindError {
    pub fn code(self) -> ErrorCode {
        match self {
            BindError::InUse | BindError::Exhausted => ErrorCode::AddressInUse,
            BindError::Bound => ErrorCode::InvalidArgument,
            BindError::NoMemory => ErrorCode::NoMemory,
        }
    }
}

/// What a socket has of a port, or would have: one address there, or all.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    pub family: Family,
    pub local: SocketAddr,
    pub only_ipv6: bool,
}

impl Claim {
    /// How closely it is meant by what is sent there; `None` if not at all.
    pub fn closeness(&self, destination: SocketAddr) -> Option<u8> {
        if self.local.port() != destination.port() {
            return None;
        }
        if self.local.ip() == destination.ip() {
            return Some(1);
        }
        let reaches = self.family.reaches(destination.ip(), self.only_ipv6);
        (self.local.ip().is_unspecified() && reaches).then_some(0)
    }

    /// Whether something is meant by both, so that they can not be there without an agreement.
    pub fn meets(&self, other: &Claim) -> bool {
        let both_unspecified = self.local.ip().is_unspecified() && other.local.ip().is_unspecified();
        let are_apart =
            both_unspecified && self.family != other.family && (self.only_ipv6 || other.only_ipv6);
        self.local.port() == other.local.port()
            && !are_apart
            && (self.covers(other.local.ip()) || other.covers(self.local.ip()))
    }

    fn covers(&self, address: IpAddr) -> bool {
        let own = self.local.ip();
        let reaches = self.family.reaches(address, self.only_ipv6) || address.is_unspecified();
        own == address || own.is_unspecified() && reaches
    }
}

/// A dynamic port that is free, none of them more likely than another (RFC 6056, 3.3.1).
pub fn dynamic_port(is_free: impl FnMut(&u16) -> bool) -> Result<u16, BindError> {
    let [start] = entropy::words();
    let start = start as u16 % DYNAMIC;
    let mut ports = (0..DYNAMIC).map(|step| FIRST_DYNAMIC + (start + step) % DYNAMIC);
    ports.find(is_free).ok_or(BindError::Exhausted)
}

/// Whether both are of one host and port, whatever the scope.
pub fn same_place(one: SocketAddr, other: SocketAddr) -> bool {
    one.ip() == other.ip() && one.port() == other.port()
}

pub fn list_of(local: SocketAddr) -> usize {
    usize::from(local.port()) % LISTS
}

#[cfg(test)]
mod tests;
