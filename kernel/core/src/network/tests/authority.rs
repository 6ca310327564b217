//! Rules, and what is left of two lists of them.

use std::net::{IpAddr, SocketAddr};

use crate::network::{Authority, Rule, Use};

fn at(text: &str) -> SocketAddr {
    text.parse().unwrap()
}

fn rule(network: Option<(&str, u8)>, ports: (u16, u16)) -> Rule {
    let network = network.map(|(address, prefix)| (address.parse::<IpAddr>().unwrap(), prefix));
    Rule { purpose: Use::Datagrams, network, first_port: ports.0, last_port: ports.1 }
}

#[test]
fn prefixes_and_ports() {
    let authority = Authority::of_rules(vec![
        rule(Some(("10.0.2.0", 24)), (53, 53)),
        rule(Some(("2001:db8::", 32)), (1000, 2000)),
    ]);
    assert!(authority.permits(Use::Datagrams, at("10.0.2.200:53")));
    assert!(!authority.permits(Use::Datagrams, at("10.0.3.1:53")));
    assert!(!authority.permits(Use::Datagrams, at("10.0.2.1:54")));
    assert!(!authority.permits(Use::Connect, at("10.0.2.1:53")));
    assert!(authority.permits(Use::Datagrams, at("[2001:db8:ffff::1]:1000")));
    assert!(!authority.permits(Use::Datagrams, at("[2001:db9::]:1000")));
    assert!(!authority.permits(Use::Datagrams, at("[::ffff:10.0.2.1]:53")));
}

#[test]
fn everything_and_nothing() {
    assert!(Authority::EVERYTHING.permits(Use::Listen, at("0.0.0.0:0")));
    assert!(!Authority::of_rules(Vec::new()).permits(Use::Datagrams, at("127.0.0.1:1")));
    assert!(Authority::of_rules(vec![rule(None, (0, u16::MAX))]).permits(Use::Datagrams, at("[::1]:65535")));
}
