use alloc::vec::Vec;
use core::net::IpAddr;

use crate::network::order::rank;

/// Sorts destinations with their sources.
fn sorted(pairs: &[(&'static str, &str)]) -> Vec<&'static str> {
    let mut ranked: Vec<_> = pairs
        .iter()
        .map(|(destination, source)| {
            (rank(destination.parse().unwrap(), source.parse::<IpAddr>().ok()), *destination)
        })
        .collect();
    ranked.sort_by_key(|ranked| core::cmp::Reverse(ranked.0));
    ranked.into_iter().map(|(_, destination)| destination).collect()
}

/// The examples of RFC 6724, section 10.2, as far as they are about rules that are there.
#[test]
fn examples() {
    assert_eq!(
        sorted(&[("2001:db8:1::1", "2001:db8:1::2"), ("198.51.100.121", "169.254.13.78")]),
        ["2001:db8:1::1", "198.51.100.121"]
    );
    assert_eq!(
        sorted(&[("2001:db8:1::1", "fe80::1"), ("198.51.100.121", "198.51.100.117")]),
        ["198.51.100.121", "2001:db8:1::1"]
    );
    assert_eq!(
        sorted(&[("10.1.2.3", "10.1.2.4"), ("2001:db8:1::1", "2001:db8:1::2")]),
        ["2001:db8:1::1", "10.1.2.3"]
    );
    assert_eq!(
        sorted(&[("2001:db8:1::1", "2001:db8:1::2"), ("fe80::1", "fe80::2")]),
        ["fe80::1", "2001:db8:1::1"]
    );
    assert_eq!(
        sorted(&[("2002:c633:6401::1", "2002:c633:6401::2"), ("2001:db8:1::1", "2002:c633:6401::2")]),
        ["2002:c633:6401::1", "2001:db8:1::1"]
    );
    assert_eq!(
        sorted(&[("2002:c633:6401::1", "2002:c633:6401::2"), ("2001:db8:1::1", "2001:db8:1::2")]),
        ["2001:db8:1::1", "2002:c633:6401::1"]
    );
}

#[test]
fn other_rules() {
    assert_eq!(sorted(&[("2001:db8::1", ""), ("192.0.2.1", "192.0.2.2")]), ["192.0.2.1", "2001:db8::1"]);
    assert_eq!(sorted(&[("127.0.0.1", "127.0.0.1"), ("::1", "::1")]), ["::1", "127.0.0.1"]);
    let longer = [("2001:db8:2::1", "2001:db8:1::2"), ("2001:db8:1::1", "2001:db8:1::2")];
    assert_eq!(sorted(&longer), ["2001:db8:1::1", "2001:db8:2::1"]);
    // What is equal stays as it is.
    assert_eq!(sorted(&[("192.0.2.9", "192.0.2.1"), ("192.0.2.2", "192.0.2.1")]), ["192.0.2.9", "192.0.2.2"]);
}
