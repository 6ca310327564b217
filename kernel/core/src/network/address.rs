//! Addresses as the schema has them, and as the kernel does.
//!
//! Inside the kernel an IPv4 address is one, even where an IPv6 socket names it as `::ffff:a.b.c.d`.

use core::fmt;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV6};

use capos_schema::capos_capnp::{AddressFamily, socket_address};

use crate::object::{CallError, struct_room};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Family {
    Ipv4,
    Ipv6,
}

/// An address with a length that no family has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BadAddress {
    pub length: usize,
}

impl fmt::Display for BadAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} bytes; an address has 4 or 16", self.length)
    }
}

impl Family {
    pub fn unspecified(self) -> IpAddr {
        match self {
            Family::Ipv4 => IpAddr::V4(Ipv4Addr::UNSPECIFIED),
            Family::Ipv6 => IpAddr::V6(Ipv6Addr::UNSPECIFIED),
        }
    }

    /// Whether a socket of the family can have or reach the address. IPv6 sockets reach IPv4 unless they are told not to.
    pub fn reaches(self, address: IpAddr, only_ipv6: bool) -> bool {
        match (self, address) {
            (Family::Ipv4, IpAddr::V4(_)) | (Family::Ipv6, IpAddr::V6(_)) => true,
            (Family::Ipv6, IpAddr::V4(_)) => !only_ipv6,
            (Family::Ipv4, IpAddr::V6(_)) => false,
        }
    }

    /// The bytes of an address as a socket of the family speaks of it.
    fn show(self, address: IpAddr) -> IpAddr {
        match (self, address) {
            (Family::Ipv6, IpAddr::V4(address)) => IpAddr::V6(address.to_ipv6_mapped()),
            _ => address,
        }
    }
}

impl From<AddressFamily> for Family {
    fn from(family: AddressFamily) -> Self {
        match family {
            AddressFamily::Ipv4 => Family::Ipv4,
            AddressFamily::Ipv6 => Family::Ipv6,
        }
    }
}

impl From<Family> for AddressFamily {
    fn from(family: Family) -> Self {
        match family {
            Family::Ipv4 => AddressFamily::Ipv4,
            Family::Ipv6 => AddressFamily::Ipv6,
        }
    }
}

/// The bytes of an address; `None` for no bytes. What was mapped into IPv6 is IPv4 again, if `unmap`.
pub fn read_ip(bytes: &[u8], unmap: bool) -> Result<Option<IpAddr>, BadAddress> {
    if let Ok(bytes) = <[u8; 4]>::try_from(bytes) {
        return Ok(Some(Ipv4Addr::from(bytes).into()));
    }
    if let Ok(bytes) = <[u8; 16]>::try_from(bytes) {
        let address = Ipv6Addr::from(bytes);
        return Ok(Some(if unmap { IpAddr::V6(address).to_canonical() } else { address.into() }));
    }
    if bytes.is_empty() { Ok(None) } else { Err(BadAddress { length: bytes.len() }) }
}

/// What a socket of the family means by an address of the schema. An IPv4 address is none for an IPv6 socket, which
/// writes it in its own way; the error tells the length of what was given.
pub fn read_address(
    family: Family,
    reader: socket_address::Reader<'_>,
) -> Result<Result<Option<SocketAddr>, BadAddress>, CallError> {
    let bytes = reader.get_address()?;
    let right = match family {
        Family::Ipv4 => 4,
        Family::Ipv6 => 16,
    };
    if !bytes.is_empty() && bytes.len() != right {
        return Ok(Err(BadAddress { length: bytes.len() }));
    }
    Ok(read_ip(bytes, true).map(|address| {
        address.map(|address| match address {
            IpAddr::V4(_) => SocketAddr::new(address, reader.get_port()),
            IpAddr::V6(v6) => SocketAddrV6::new(v6, reader.get_port(), 0, reader.get_scope()).into(),
        })
    }))
}

/// Room for a SocketAddress in results.
pub const ADDRESS_ROOM: usize = struct_room::<socket_address::Owned>() + IP_ROOM;

/// Room for the bytes of an address.
pub const IP_ROOM: usize = 16;

pub fn write_address(family: Family, address: SocketAddr, mut to: socket_address::Builder<'_>) {
    to.set_port(address.port());
    if let SocketAddr::V6(address) = address {
        to.set_scope(address.scope_id());
    }
    write_ip(family, address.ip(), |bytes| to.set_address(bytes));
}

pub fn write_ip(family: Family, address: IpAddr, set: impl FnOnce(&[u8])) {
    match family.show(address) {
        IpAddr::V4(address) => set(&address.octets()),
        IpAddr::V6(address) => set(&address.octets()),
    }
}
