//! Records for C programs.

use super::Found;
use super::address::{AF_INET, Address};
use crate::errno::Errno;
use crate::types::{c_int, hostent, netent, protoent, servent};
use crate::users::{Place, Record};
use alloc::vec::Vec;
use capos_libc_engine::network::{HostLine, NetworkLine, ProtocolLine, ServiceLine};
use core::net::IpAddr;

/// What a `hostent` is made of.
pub struct HostFields<'a> {
    pub name: &'a [u8],
    pub aliases: &'a [&'a [u8]],
    /// All of one family.
    pub addresses: &'a [Address],
}

impl HostFields<'_> {
    pub fn make(&self, place: &mut Place<'_>) -> Result<hostent, Errno> {
        let octets = |address: &Address| match address.ip {
            IpAddr::V4(ip) => (ip.to_ipv6_mapped().octets(), 12),
            IpAddr::V6(ip) => (ip.octets(), 0),
        };
        let is_ipv4 = self.addresses.first().is_some_and(|address| address.ip.is_ipv4());
        let length = if is_ipv4 { 4 } else { 16 };
        let mut bytes = Vec::new();
        for address in self.addresses {
            let (all, start) = octets(address);
            bytes.extend_from_slice(&all[start..]);
        }
        Ok(hostent {
            // The arrays first: then no gap has to be left for their alignment, as a rule.
            h_addr_list: place.blocks(bytes.chunks_exact(length))?,
            h_aliases: place.strings(self.aliases.iter().copied())?,
            h_name: place.string(self.name)?,
            h_addrtype: self.addresses.first().map_or(AF_INET, Address::family),
            h_length: length as c_int,
        })
    }
}

impl Found {
    pub fn make(&self, place: &mut Place<'_>) -> Result<hostent, Errno> {
        let aliases: Vec<&[u8]> = self.aliases.iter().map(|alias| &alias[..]).collect();
        HostFields { name: &self.name, aliases: &aliases, addresses: &self.addresses }.make(place)
    }
}

/// Lines with IPv4 addresses: `gethostent` has no way to ask for another family.
impl Record for hostent {
    fn make(line: &[u8], place: &mut Place<'_>) -> Option<Result<Self, Errno>> {
        let line = HostLine::parse(line).filter(|line| line.address.is_ipv4())?;
        let names: Vec<&[u8]> = line.names().collect();
        let (name, aliases) = names.split_first()?;
        Some(HostFields { name, aliases, addresses: &[line.address.into()] }.make(place))
    }
}

impl Record for servent {
    fn make(line: &[u8], place: &mut Place<'_>) -> Option<Result<Self, Errno>> {
        Some(fill_service(ServiceLine::parse(line)?, place))
    }
}

fn fill_service(found: ServiceLine<'_>, place: &mut Place<'_>) -> Result<servent, Errno> {
    Ok(servent {
        s_aliases: place.strings(found.aliases())?,
        s_name: place.string(found.name)?,
        s_port: c_int::from(found.port.to_be()),
        s_proto: place.string(found.protocol)?,
    })
}

impl Record for protoent {
    fn make(line: &[u8], place: &mut Place<'_>) -> Option<Result<Self, Errno>> {
        Some(fill_protocol(ProtocolLine::parse(line)?, place))
    }
}

fn fill_protocol(found: ProtocolLine<'_>, place: &mut Place<'_>) -> Result<protoent, Errno> {
    Ok(protoent {
        p_aliases: place.strings(found.aliases())?,
        p_name: place.string(found.name)?,
        p_proto: found.number.into(),
    })
}

impl Record for netent {
    fn make(line: &[u8], place: &mut Place<'_>) -> Option<Result<Self, Errno>> {
        Some(fill_network(NetworkLine::parse(line)?, place))
    }
}

fn fill_network(found: NetworkLine<'_>, place: &mut Place<'_>) -> Result<netent, Errno> {
    Ok(netent {
        n_aliases: place.strings(found.aliases())?,
        n_name: place.string(found.name)?,
        n_addrtype: AF_INET,
        n_net: found.number,
    })
}
