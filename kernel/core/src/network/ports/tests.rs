use std::collections::HashSet;
use std::net::SocketAddr;

use super::{BindError, Claim, DYNAMIC, FIRST_DYNAMIC, dynamic_port};
use crate::network::Family;
use crate::testing::Kernel;

fn claim(local: &str, only_ipv6: bool) -> Claim {
    let local: SocketAddr = local.parse().unwrap();
    let family = if local.is_ipv4() { Family::Ipv4 } else { Family::Ipv6 };
    Claim { family, local, only_ipv6 }
}

#[test]
fn the_very_address_is_closer_than_all_of_them() {
    let to = "10.0.2.15:80".parse().unwrap();
    assert_eq!(claim("10.0.2.15:80", false).closeness(to), Some(1));
    assert_eq!(claim("0.0.0.0:80", false).closeness(to), Some(0));
    assert_eq!(claim("[::]:80", false).closeness(to), Some(0));
    assert_eq!(claim("[::]:80", true).closeness(to), None);
    assert_eq!(claim("10.0.2.16:80", false).closeness(to), None);
    assert_eq!(claim("10.0.2.15:81", false).closeness(to), None);
}

#[test]
fn claims_meet_where_both_are_meant() {
    let meet = |one: (&str, bool), other: (&str, bool)| {
        let (one, other) = (claim(one.0, one.1), claim(other.0, other.1));
        assert_eq!(one.meets(&other), other.meets(&one));
        one.meets(&other)
    };
    assert!(meet(("0.0.0.0:80", false), ("10.0.2.15:80", false)));
    assert!(meet(("0.0.0.0:80", false), ("[::]:80", false)));
    assert!(!meet(("0.0.0.0:80", false), ("[::]:80", true)));
    assert!(!meet(("10.0.2.15:80", false), ("[::]:80", true)));
    assert!(meet(("10.0.2.15:80", false), ("[::]:80", false)));
    assert!(meet(("[::]:80", true), ("[::]:80", true)));
    assert!(!meet(("10.0.2.15:80", false), ("127.0.0.1:80", false)));
    assert!(!meet(("0.0.0.0:80", false), ("0.0.0.0:81", false)));
}

#[test]
fn dynamic_ports_are_all_found_and_not_in_order() {
    let _kernel = Kernel::new();
    let last = u16::MAX;
    assert_eq!(dynamic_port(|port| *port == last), Ok(last));
    assert_eq!(dynamic_port(|_| false), Err(BindError::Exhausted));
    let seen: HashSet<u16> = (0..64).map(|_| dynamic_port(|_| true).unwrap()).collect();
    assert!(seen.iter().all(|port| *port >= FIRST_DYNAMIC));
    // Of 64 out of 16,384 a few may be the same, but hardly twelve.
    assert!(seen.len() > 52 && usize::from(DYNAMIC) == 16_384);
}
