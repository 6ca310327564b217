//! Addresses, and datagrams that leave the machine.

use std::net::{IpAddr, SocketAddr, SocketAddrV4};
use std::sync::Arc;

use capos_schema::capos_capnp::ErrorCode;
use smoltcp::wire::{EthernetFrame, EthernetProtocol, Icmpv4Message, Icmpv4Packet, IpProtocol, Ipv4Packet};

use super::peer::{CLOSED_PORT, MAC, NAME_SERVER, OWN, ROUTER, datagram, settle, with_router};
use crate::network::{Authority, Configuration, Family, Manner, Network, UdpEndpoint};
use crate::quota::Account;
use crate::testing::Kernel;

fn endpoint(family: Family) -> Arc<UdpEndpoint> {
    let account = Arc::new(Account::new(1000));
    Arc::new(UdpEndpoint::new(family, Arc::new(Authority::EVERYTHING), &account).expect("a page"))
}

fn at_router(port: u16) -> SocketAddr {
    SocketAddr::new(IpAddr::V4(ROUTER), port)
}

#[test]
fn dhcp_gives_the_address() {
    let kernel = Kernel::new();
    let network = with_router(&kernel.machine);
    assert!(network.is_settled());
    let status = network.interface_status().unwrap();
    assert!(status.addresses.contains(&(IpAddr::V4(OWN), 24)));
    assert_eq!(status.name_servers, [IpAddr::V4(NAME_SERVER)]);
    assert_eq!(status.mac, MAC);
    assert!(network.is_own(IpAddr::V4(OWN)));
}

#[test]
fn without_an_answer_the_manifests_address_is_taken() {
    let kernel = Kernel::new();
    crate::timers::reset();
    kernel.machine.add_network(MAC, None);
    let fallback = Configuration {
        address: Some((OWN, 24)),
        gateway: Some(ROUTER),
        name_servers: vec![IpAddr::V4(NAME_SERVER)],
        ..Configuration::default()
    };
    let network = Network::new(fallback);
    network.poll();
    assert!(!network.is_settled());
    let socket = endpoint(Family::Ipv4);
    assert_eq!(
        network.send(&socket, Some(at_router(7)), Manner::default(), b"x"),
        Err(ErrorCode::WouldBlock)
    );
    kernel.machine.advance(3_000_000_000);
    network.alarm();
    assert!(network.is_settled());
    assert!(network.interface_status().unwrap().addresses.contains(&(IpAddr::V4(OWN), 24)));
    assert_eq!(network.send(&socket, Some(at_router(7)), Manner::default(), b"x"), Ok(()));
}

#[test]
fn datagrams_go_out_and_come_back() {
    let kernel = Kernel::new();
    let network = with_router(&kernel.machine);
    let socket = endpoint(Family::Ipv4);
    // The first waits for the router's hardware address.
    assert_eq!(network.send(&socket, Some(at_router(7)), Manner::default(), b"first"), Ok(()));
    settle(&network);
    assert_eq!(network.send(&socket, Some(at_router(7)), Manner::default(), b"second"), Ok(()));
    settle(&network);
    for expected in [&b"first"[..], b"second"] {
        let datagram = socket.take().unwrap().unwrap();
        assert_eq!(datagram.bytes, expected);
        assert_eq!(datagram.source, at_router(7));
        assert_eq!(datagram.destination, IpAddr::V4(OWN));
    }
    // Others than the router are reached by it.
    let far = "192.0.2.1:7".parse().unwrap();
    assert_eq!(network.send(&socket, Some(far), Manner::default(), b"far"), Ok(()));
    settle(&network);
    assert_eq!(socket.take().unwrap().unwrap().source, far);
    assert_eq!(network.send(&socket, Some(far), Manner::default(), &[0; 1472]), Ok(()));
    assert_eq!(
        network.send(&socket, Some(far), Manner::default(), &[0; 1473]),
        Err(ErrorCode::MessageTooLong)
    );
}

#[test]
fn who_does_not_answer_for_its_address_keeps_nobody_else_waiting() {
    let kernel = Kernel::new();
    let network = with_router(&kernel.machine);
    let socket = endpoint(Family::Ipv4);
    for host in 100..120 {
        let nobody = SocketAddr::from(([10, 0, 2, host], 7));
        assert_eq!(network.send(&socket, Some(nobody), Manner::default(), b"lost"), Ok(()));
    }
    kernel.machine.advance(4_000_000_000);
    settle(&network);
    network.send(&socket, Some(at_router(7)), Manner::default(), b"through").unwrap();
    // Hardware addresses are asked for once a second.
    kernel.machine.advance(1_500_000_000);
    settle(&network);
    assert_eq!(socket.take().unwrap().unwrap().bytes, b"through");
}

#[test]
fn a_refusal_is_told_to_whoever_is_connected() {
    let kernel = Kernel::new();
    let network = with_router(&kernel.machine);
    let socket = endpoint(Family::Ipv4);
    network.connect(&socket, at_router(CLOSED_PORT), false).unwrap();
    assert_eq!(socket.addresses().0.unwrap().ip(), IpAddr::V4(OWN));
    network.send(&socket, None, Manner::default(), b"x").unwrap();
    settle(&network);
    assert_eq!(network.send(&socket, None, Manner::default(), b"x"), Err(ErrorCode::ConnectionRefused));
}

#[test]
fn nobody_at_the_port_is_answered_with_a_refusal() {
    let kernel = Kernel::new();
    let network = with_router(&kernel.machine);
    let socket = endpoint(Family::Ipv4);
    // So that the router's hardware address is known.
    network.send(&socket, Some(at_router(7)), Manner::default(), b"x").unwrap();
    settle(&network);
    kernel.machine.take_frames();
    let (from, to) = (SocketAddrV4::new(ROUTER, 1234), SocketAddrV4::new(OWN, 4321));
    kernel.machine.deliver_frame(datagram(from, to, b"anybody?"));
    settle(&network);
    let frames = kernel.machine.take_frames();
    let is_refusal = |frame: &Vec<u8>| {
        let frame = EthernetFrame::new_checked(&frame[..]).unwrap();
        frame.ethertype() == EthernetProtocol::Ipv4 && {
            let packet = Ipv4Packet::new_checked(frame.payload()).unwrap();
            packet.next_header() == IpProtocol::Icmp
                && Icmpv4Packet::new_checked(packet.payload()).unwrap().msg_type()
                    == Icmpv4Message::DstUnreachable
        }
    };
    assert_eq!(frames.iter().filter(|frame| is_refusal(frame)).count(), 1);
}

#[test]
fn what_is_for_others_is_ignored() {
    let kernel = Kernel::new();
    let network = with_router(&kernel.machine);
    let socket = endpoint(Family::Ipv4);
    network.bind(&socket, SocketAddr::from(([0, 0, 0, 0], 5000))).unwrap();
    kernel.machine.take_frames();
    let from = SocketAddrV4::new(ROUTER, 1234);
    kernel.machine.deliver_frame(datagram(from, "10.0.2.99:5000".parse().unwrap(), b"not mine"));
    settle(&network);
    assert!(matches!(socket.take(), Err(ErrorCode::WouldBlock)));
    kernel.machine.deliver_frame(datagram(from, "10.0.2.255:5000".parse().unwrap(), b"to all"));
    settle(&network);
    assert_eq!(socket.take().unwrap().unwrap().bytes, b"to all");
    assert!(kernel.machine.take_frames().is_empty());
}
