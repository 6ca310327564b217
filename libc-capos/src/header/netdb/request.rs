//! What `getaddrinfo` is asked: checked hints, ports and addresses.

use super::constants::*;
use super::errors::info_error;
use crate::name_service::{
    AF_INET, AF_INET6, AF_UNSPEC, Address, Families, LookupError, by_name, has_family, numeric, port_of, sort,
};
use crate::types::c_int;
use alloc::vec::Vec;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use core::str;

const SOCK_STREAM: c_int = 1;
const SOCK_DGRAM: c_int = 2;
const SOCK_RAW: c_int = 3;
const IPPROTO_TCP: c_int = 6;
const IPPROTO_UDP: c_int = 17;

const KNOWN_FLAGS: c_int =
    AI_PASSIVE | AI_CANONNAME | AI_NUMERICHOST | AI_V4MAPPED | AI_ALL | AI_ADDRCONFIG | AI_NUMERICSERV;

/// The hints, and no more.
#[derive(Clone, Copy)]
pub struct Request {
    pub flags: c_int,
    pub family: c_int,
    pub kind: c_int,
    pub protocol: c_int,
}

/// One sort of socket, and the port of the service for it.
#[derive(Clone, Copy)]
pub struct Endpoint {
    pub kind: c_int,
    pub protocol: c_int,
    pub port: u16,
}

/// The hosts' addresses, and the canonical name if somebody found one.
#[derive(Default)]
pub struct Hosts {
    pub addresses: Vec<Address>,
    pub canonical: Option<Vec<u8>>,
}

impl Request {
    /// `EAI_*` if the hints make no sense.
    pub fn check(&self, has_node: bool) -> Result<(), c_int> {
        if self.flags & !KNOWN_FLAGS != 0 || (self.flags & AI_CANONNAME != 0 && !has_node) {
            return Err(EAI_BADFLAGS);
        }
        match self.family {
            AF_UNSPEC | AF_INET | AF_INET6 => Ok(()),
            _ => Err(EAI_FAMILY),
        }
    }

    fn has(&self, flag: c_int) -> bool {
        self.flags & flag != 0
    }

    /// The sockets that serve: those that the hints allow, and for which there is such a service.
    pub fn endpoints(&self, service: Option<&[u8]>) -> Result<Vec<Endpoint>, c_int> {
        let sorts = [(SOCK_STREAM, IPPROTO_TCP), (SOCK_DGRAM, IPPROTO_UDP), (SOCK_RAW, self.protocol)];
        let allowed = sorts.into_iter().filter(|(kind, protocol)| {
            (self.kind == 0 || self.kind == *kind) && (self.protocol == 0 || self.protocol == *protocol)
        });
        let mut endpoints = Vec::new();
        let mut is_sort = false;
        for (kind, protocol) in allowed {
            is_sort = true;
            let port = match service {
                None => Some(0),
                Some(service) => self.port(service, kind)?,
            };
            endpoints.extend(port.map(|port| Endpoint { kind, protocol, port }));
        }
        match (is_sort, endpoints.is_empty()) {
            (false, _) => Err(EAI_SOCKTYPE),
            (true, true) => Err(EAI_SERVICE),
            (true, false) => Ok(endpoints),
        }
    }

    fn port(&self, service: &[u8], kind: c_int) -> Result<Option<u16>, c_int> {
        if !service.is_empty() && service.iter().all(u8::is_ascii_digit) {
            let number = str::from_utf8(service).ok().and_then(|text| text.parse().ok());
            return number.map(Some).ok_or(EAI_SERVICE);
        }
        if self.has(AI_NUMERICSERV) {
            return Err(EAI_NONAME);
        }
        let protocol: &[u8] = match kind {
            SOCK_STREAM => b"tcp",
            SOCK_DGRAM => b"udp",
            // Other sockets have no services with names.
            _ => return Ok(None),
        };
        port_of(service, protocol).map_err(|error| info_error(LookupError::System(error)))
    }

    /// The addresses of a node, the best first.
    pub fn hosts(&self, node: Option<&[u8]>) -> Result<Hosts, c_int> {
        let Some(node) = node else {
            return Ok(Hosts { addresses: self.own_addresses(), canonical: None });
        };
        if let Some(address) = numeric(node) {
            return Ok(Hosts { addresses: [self.fit(address)?].into(), canonical: Some(node.into()) });
        }
        if self.has(AI_NUMERICHOST) || node.is_empty() {
            return Err(EAI_NONAME);
        }
        let mut hosts = self.named(node)?;
        sort(&mut hosts.addresses);
        Ok(hosts)
    }

    /// Where to listen, or this machine.
    fn own_addresses(&self) -> Vec<Address> {
        let any: [IpAddr; 2] = [Ipv4Addr::UNSPECIFIED.into(), Ipv6Addr::UNSPECIFIED.into()];
        let loopback: [IpAddr; 2] = [Ipv6Addr::LOCALHOST.into(), Ipv4Addr::LOCALHOST.into()];
        let all = if self.has(AI_PASSIVE) { any } else { loopback };
        let families = |ip: &IpAddr| match self.family {
            AF_INET => ip.is_ipv4(),
            AF_INET6 => ip.is_ipv6(),
            _ => true,
        };
        all.into_iter().filter(families).map(Address::from).collect()
    }

    /// An address in numbers as one of the family.
    fn fit(&self, address: Address) -> Result<Address, c_int> {
        match (self.family, address.ip) {
            (AF_INET6, IpAddr::V4(_)) if self.has(AI_V4MAPPED) => Ok(address.mapped()),
            (AF_INET6, IpAddr::V4(_)) | (AF_INET, IpAddr::V6(_)) => Err(EAI_ADDRFAMILY),
            _ => Ok(address),
        }
    }

    fn named(&self, node: &[u8]) -> Result<Hosts, c_int> {
        let mut families = Families::of(self.family);
        let maps = self.family == AF_INET6 && self.has(AI_V4MAPPED);
        families.ipv4 |= maps;
        if self.has(AI_ADDRCONFIG) {
            let (ipv4, ipv6) = (has_family(AF_INET), has_family(AF_INET6));
            // On a machine that reaches nobody names of this machine are still worth to be found.
            if ipv4 || ipv6 {
                families.ipv4 &= ipv4;
                families.ipv6 &= ipv6;
            }
            if !families.ipv4 && !families.ipv6 {
                return Err(EAI_NONAME);
            }
        }
        let found = by_name(node, families).map_err(info_error)?;
        let mut addresses = found.addresses;
        if maps {
            // IPv4 addresses stand in for IPv6 ones, or beside them.
            if !self.has(AI_ALL) && addresses.iter().any(|address| address.ip.is_ipv6()) {
                addresses.retain(|address| address.ip.is_ipv6());
            }
            addresses.iter_mut().for_each(|address| *address = address.mapped());
        }
        Ok(Hosts { addresses, canonical: Some(found.name) })
    }
}
