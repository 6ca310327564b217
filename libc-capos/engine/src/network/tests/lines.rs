use alloc::vec::Vec;
use core::net::IpAddr;

use crate::network::{HostLine, NetworkLine, ProtocolLine, ServiceLine};

#[test]
fn hosts() {
    let host = HostLine::parse(b"127.0.0.1\tlocalhost  Me # comment").unwrap();
    assert_eq!(host.address, IpAddr::from([127, 0, 0, 1]));
    assert_eq!(host.names().collect::<Vec<_>>(), [&b"localhost"[..], b"Me"]);
    assert!(host.has(b"me") && host.has(b"LocalHost") && !host.has(b"comment"));
    let host = HostLine::parse(b" fe80::1%eth0 router").unwrap();
    assert_eq!((host.address, host.zone), ("fe80::1".parse().unwrap(), &b"eth0"[..]));
    for wrong in ["", "# 1.2.3.4 name", "name 1.2.3.4", "1.2.3.4", "1.2.3.4 # name", "1.2.3.4%lo name"] {
        assert!(HostLine::parse(wrong.as_bytes()).is_none(), "{wrong}");
    }
}

#[test]
fn services() {
    let service = ServiceLine::parse(b"http 80/tcp www # WorldWideWeb").unwrap();
    assert_eq!((service.name, service.port, service.protocol), (&b"http"[..], 80, &b"tcp"[..]));
    assert_eq!(service.aliases().collect::<Vec<_>>(), [b"www"]);
    assert!(service.has(b"www") && !service.has(b"HTTP"));
    for wrong in ["http 99999/tcp", "http", "http 80", "http 80/", "http -1/tcp", "http /tcp"] {
        assert!(ServiceLine::parse(wrong.as_bytes()).is_none(), "{wrong}");
    }
}

#[test]
fn protocols_and_networks() {
    let protocol = ProtocolLine::parse(b"tcp\t6\tTCP").unwrap();
    assert_eq!((protocol.name, protocol.number), (&b"tcp"[..], 6));
    assert!(protocol.has(b"TCP") && protocol.has(b"tcp") && !protocol.has(b"Tcp"));
    assert!(ProtocolLine::parse(b"tcp 256").is_none());
    let network = NetworkLine::parse(b"loopback 127.0.0.0 lo").unwrap();
    assert_eq!((network.name, network.number), (&b"loopback"[..], 0x7f00_0000));
    assert_eq!(NetworkLine::parse(b"short 10.1").unwrap().number, 0x0a01_0000);
    assert!(network.has(b"LO"));
    assert!(NetworkLine::parse(b"big 256.0").is_none());
}
