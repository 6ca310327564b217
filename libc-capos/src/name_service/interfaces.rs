//! Network interfaces by name and number.

use super::address::{AF_INET, has_zone};
use crate::errno::Errno;
use crate::platform::{Network, Sys};
use crate::types::c_int;
use core::net::IpAddr;
use core::str;

/// The number of an interface.
pub fn index_of(name: &[u8]) -> Result<u32, Errno> {
    let interfaces = Sys::interfaces()?;
    let found = interfaces.iter().find(|interface| interface.name() == name);
    found.map(|interface| interface.index).ok_or(Errno::ENODEV)
}

/// The name of an interface, with its NUL at the end.
pub fn name_of(index: u32) -> Result<[u8; 16], Errno> {
    let interfaces = Sys::interfaces()?;
    let found = interfaces.iter().find(|interface| interface.index == index);
    found.map(|interface| interface.name).ok_or(Errno::ENXIO)
}

/// The scope that a zone (what stands behind `%`) gives an address; `None` if there is no such zone.
pub fn scope(ip: IpAddr, zone: &[u8]) -> Option<u32> {
    if zone.is_empty() {
        return Some(0);
    }
    let named = match ip {
        IpAddr::V6(ip) if has_zone(ip) => index_of(zone).ok(),
        _ => None,
    };
    named.or_else(|| {
        let digits = zone.iter().all(u8::is_ascii_digit);
        str::from_utf8(zone).ok().filter(|_| digits)?.parse().ok()
    })
}

/// Whether an interface has an address of the family with which one reaches others (`AI_ADDRCONFIG`). Where nobody tells,
/// there may be one.
pub fn has_family(family: c_int) -> bool {
    let Ok(interfaces) = Sys::interfaces() else { return true };
    interfaces
        .iter()
        .flat_map(|interface| &interface.addresses)
        .any(|found| found.address.is_ipv4() == (family == AF_INET) && !found.address.is_loopback())
}
