//! The name of an address: `/etc/hosts`, `localhost`, name servers, in this order.

use super::address::Address;
use super::addresses::{Found, LookupError};
use super::transport::NameServers;
use super::{HOSTS, configuration, interfaces};
use alloc::vec::Vec;
use capos_libc_engine::network::{HostLine, Name, RecordType, search};

/// Looks everywhere for an address. IPv4 addresses within IPv6 have the names that they have by themselves.
pub fn by_address(address: Address) -> Result<Found, LookupError> {
    let ip = address.ip.to_canonical();
    let text = HOSTS.read().map_err(LookupError::System)?;
    let mut lines = text.split(|byte| *byte == b'\n').filter_map(HostLine::parse);
    let known = lines.find(|line| {
        line.address == ip
            && (line.zone.is_empty() || interfaces::scope(ip, line.zone) == Some(address.scope))
    });
    if let Some(line) = known {
        return Ok(found(line.names().map(Vec::from).collect(), address));
    }
    if ip.is_loopback() {
        return Ok(found([b"localhost".into()].into(), address));
    }
    let configuration = configuration::read()?;
    let mut name = Vec::from(Name::reverse(ip).text());
    // No domain is searched for it.
    name.push(b'.');
    let answers = search(&mut NameServers::new(), &configuration, &name, &[RecordType::Pointer])
        .map_err(LookupError::System)??;
    let names: Vec<Vec<u8>> =
        answers.iter().flat_map(|answer| &answer.names).map(|name| name.text().into()).collect();
    if names.is_empty() { Err(LookupError::NoData) } else { Ok(found(names, address)) }
}

/// The first name is the canonical one.
fn found(mut names: Vec<Vec<u8>>, address: Address) -> Found {
    let aliases = names.split_off(1);
    Found { name: names.pop().unwrap_or_default(), aliases, addresses: [address].into() }
}
