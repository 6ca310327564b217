//! In which order addresses are tried (RFC 6724, section 6).

use core::net::{IpAddr, Ipv6Addr};

/// How good a destination is; the greatest first, and those that are equal as they were.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Rank {
    // Compared in this order: rules 1, 2, 5, 6, 8 and 9. Rules 3, 4 and 7 are about addresses that no system here has.
    usable: bool,
    same_scope: bool,
    same_label: bool,
    precedence: u8,
    /// The smaller, the better.
    nearness: u8,
    common_bits: u32,
}

const LINK_LOCAL: u8 = 2;
const SITE_LOCAL: u8 = 5;
const GLOBAL: u8 = 14;

/// A prefix, how many of its bits count, its precedence and its label: the default table of section 2.1.
const POLICY: [(Ipv6Addr, u32, u8, u8); 9] = [
    (Ipv6Addr::new(0, 0, 0, 0, 0, 0, 0, 1), 128, 50, 0),
    (Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, 0, 0), 96, 35, 4),
    (Ipv6Addr::new(0, 0, 0, 0, 0, 0, 0, 0), 96, 1, 3),
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 32, 5, 5),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16, 30, 2),
    (Ipv6Addr::new(0x3ffe, 0, 0, 0, 0, 0, 0, 0), 16, 1, 12),
    (Ipv6Addr::new(0xfec0, 0, 0, 0, 0, 0, 0, 0), 10, 1, 11),
    (Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7, 3, 13),
    (Ipv6Addr::new(0, 0, 0, 0, 0, 0, 0, 0), 0, 40, 1),
];

/// The rank of a destination that is reached from `source`; without one it can not be reached.
pub fn rank(destination: IpAddr, source: Option<IpAddr>) -> Rank {
    let (precedence, label) = policy(destination);
    let scope = scope(destination);
    Rank {
        usable: source.is_some(),
        same_scope: source.is_some_and(|source| self::scope(source) == scope),
        same_label: source.is_some_and(|source| policy(source).1 == label),
        precedence,
        nearness: GLOBAL + 1 - scope.min(GLOBAL),
        common_bits: source.map_or(0, |source| common_bits(destination, source)),
    }
}

fn mapped(address: IpAddr) -> Ipv6Addr {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped(),
        IpAddr::V6(address) => address,
    }
}

fn policy(address: IpAddr) -> (u8, u8) {
    let bits = mapped(address).to_bits();
    let entry = POLICY.iter().find(|(prefix, length, ..)| {
        let ignored = 128 - length;
        bits.checked_shr(ignored) == prefix.to_bits().checked_shr(ignored)
    });
    // The last entry takes every address.
    entry.map_or((40, 1), |&(_, _, precedence, label)| (precedence, label))
}

/// Section 3.1, and 3.2 for IPv4.
fn scope(address: IpAddr) -> u8 {
    match address.to_canonical() {
        IpAddr::V4(address) if address.is_loopback() || address.is_link_local() => LINK_LOCAL,
        IpAddr::V4(_) => GLOBAL,
        IpAddr::V6(address) if address.is_multicast() => address.octets()[1] & 15,
        IpAddr::V6(address) if address.is_loopback() || address.is_unicast_link_local() => LINK_LOCAL,
        IpAddr::V6(address) if address.segments()[0] & 0xffc0 == 0xfec0 => SITE_LOCAL,
        IpAddr::V6(_) => GLOBAL,
    }
}

/// How many leading bits the networks of two IPv6 addresses share. IPv4 addresses near to each other say nothing.
fn common_bits(one: IpAddr, other: IpAddr) -> u32 {
    match (one, other) {
        (IpAddr::V6(one), IpAddr::V6(other)) => (one.to_bits() ^ other.to_bits()).leading_zeros().min(64),
        _ => 0,
    }
}
