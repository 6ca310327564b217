//! The addresses of a name: numerals, `/etc/hosts`, `localhost`, name servers, in this order.

use super::address::{AF_INET, AF_INET6, Address};
use super::transport::NameServers;
use super::{HOSTS, configuration, interfaces};
use crate::errno::Errno;
use crate::types::c_int;
use alloc::vec::Vec;
use capos_libc_engine::network::{
    Answer, Failure, HostLine, RecordType, parse_ipv6, parse_loose_ipv4, search,
};
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Which addresses are wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Families {
    pub ipv4: bool,
    pub ipv6: bool,
}

/// What is known of a host.
#[derive(Default)]
pub struct Found {
    /// Its canonical name.
    pub name: Vec<u8>,
    pub aliases: Vec<Vec<u8>>,
    pub addresses: Vec<Address>,
}

/// Why nothing is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LookupError {
    NoSuchName,
    /// The name is there, without an address of these families.
    NoData,
    TryAgain,
    System(Errno),
}

impl From<Failure> for LookupError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::NoSuchName => LookupError::NoSuchName,
            Failure::NoData => LookupError::NoData,
            Failure::TryAgain => LookupError::TryAgain,
        }
    }
}

impl Families {
    pub fn of(family: c_int) -> Families {
        Families { ipv4: family != AF_INET6, ipv6: family != AF_INET }
    }

    fn has(self, ip: IpAddr) -> bool {
        if ip.is_ipv4() { self.ipv4 } else { self.ipv6 }
    }
}

/// An address in numbers; IPv6 addresses may have a zone behind `%`.
pub fn numeric(text: &[u8]) -> Option<Address> {
    let percent = text.iter().position(|byte| *byte == b'%').unwrap_or(text.len());
    if let Some(ip) = parse_ipv6(&text[..percent]) {
        let zone = text.get(percent + 1..);
        let scope = match zone {
            // A mark without anything behind it is no zone.
            Some(b"") => None,
            zone => interfaces::scope(ip.into(), zone.unwrap_or_default()),
        };
        return scope.map(|scope| Address { ip: ip.into(), scope });
    }
    if text.iter().any(u8::is_ascii_whitespace) {
        return None;
    }
    parse_loose_ipv4(text).map(|ip| IpAddr::from(ip).into())
}

/// Looks everywhere for a name that is no numeral.
pub fn by_name(name: &[u8], families: Families) -> Result<Found, LookupError> {
    if let Some(found) = in_hosts(name, families)? {
        return Ok(found);
    }
    if let Some(found) = this_machine(name, families) {
        return Ok(found);
    }
    ask(name, families)
}

fn in_hosts(name: &[u8], families: Families) -> Result<Option<Found>, LookupError> {
    let text = HOSTS.read().map_err(LookupError::System)?;
    let mut found = Found::default();
    for line in text.split(|byte| *byte == b'\n').filter_map(HostLine::parse) {
        if !families.has(line.address) || !line.has(name) {
            continue;
        }
        let Some(scope) = interfaces::scope(line.address, line.zone) else { continue };
        for known in line.names() {
            if found.name.is_empty() {
                found.name = known.into();
            } else if !found.name.eq_ignore_ascii_case(known)
                && !found.aliases.iter().any(|alias| alias == known)
            {
                found.aliases.push(known.into());
            }
        }
        let address = Address { ip: line.address, scope };
        if !found.addresses.contains(&address) {
            found.addresses.push(address);
        }
    }
    Ok((!found.addresses.is_empty()).then_some(found))
}

/// `localhost` and all names in it are this machine and nobody else (RFC 6761, section 6.3).
fn this_machine(name: &[u8], families: Families) -> Option<Found> {
    let name = name.strip_suffix(b".").unwrap_or(name);
    let last = name.rsplit(|byte| *byte == b'.').next()?;
    if !last.eq_ignore_ascii_case(b"localhost") {
        return None;
    }
    let all: [IpAddr; 2] = [Ipv6Addr::LOCALHOST.into(), Ipv4Addr::LOCALHOST.into()];
    let addresses = all.into_iter().filter(|ip| families.has(*ip)).map(Address::from).collect();
    Some(Found { name: name.into(), aliases: Vec::new(), addresses })
}

fn ask(name: &[u8], families: Families) -> Result<Found, LookupError> {
    let configuration = configuration::read()?;
    let mut kinds = Vec::new();
    if families.ipv4 {
        kinds.push(RecordType::Ipv4);
    }
    if families.ipv6 && !configuration.no_ipv6 {
        kinds.push(RecordType::Ipv6);
    }
    if kinds.is_empty() {
        return Err(LookupError::NoData);
    }
    let answers =
        search(&mut NameServers::new(), &configuration, name, &kinds).map_err(LookupError::System)??;
    Ok(merge(answers))
}

fn merge(answers: Vec<Answer>) -> Found {
    let mut found = Found::default();
    for answer in answers {
        if found.name.is_empty() {
            found.name = answer.name.text().into();
            found.aliases = answer.aliases.iter().map(|alias| alias.text().into()).collect();
        }
        found.addresses.extend(answer.addresses.into_iter().map(Address::from));
    }
    found
}
