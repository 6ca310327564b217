//! The other side: a router that gives addresses, answers for its own, and sends datagrams back.

use std::net::{Ipv4Addr, SocketAddrV4};
use std::sync::Arc;
use std::vec::Vec;

use capos_hal::host::Machine;
use smoltcp::phy::ChecksumCapabilities;
use smoltcp::wire::{
    ArpOperation, ArpPacket, ArpRepr, DhcpMessageType, DhcpPacket, DhcpRepr, EthernetAddress, EthernetFrame,
    EthernetProtocol, Icmpv4DstUnreachable, Icmpv4Packet, Icmpv4Repr, IpAddress, IpProtocol, Ipv4Packet,
    Ipv4Repr, UdpPacket, UdpRepr,
};

use crate::network::{Configuration, Network};

pub const MAC: [u8; 6] = [0x52, 0x54, 0, 0x12, 0x34, 0x56];
pub const ROUTER_MAC: EthernetAddress = EthernetAddress([2, 0, 0, 0, 0, 2]);
pub const ROUTER: Ipv4Addr = Ipv4Addr::new(10, 0, 2, 2);
pub const OWN: Ipv4Addr = Ipv4Addr::new(10, 0, 2, 15);
pub const NAME_SERVER: Ipv4Addr = Ipv4Addr::new(10, 0, 2, 3);

/// The port at which nobody is.
pub const CLOSED_PORT: u16 = 9;

/// A network whose interface has a router at the other side.
pub fn with_router(machine: &Machine) -> Arc<Network> {
    crate::timers::reset();
    machine.add_network(MAC, Some(Arc::new(answer)));
    let network = Network::new(Configuration::default());
    settle(&network);
    network
}

/// What interrupts do: answers to what was sent are heard, and what they bring about.
pub fn settle(network: &Arc<Network>) {
    for _ in 0..8 {
        network.poll();
    }
}

pub fn ethernet(kind: EthernetProtocol, payload: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0; 14 + payload.len()];
    let mut frame = EthernetFrame::new_unchecked(&mut bytes);
    frame.set_dst_addr(EthernetAddress(MAC));
    frame.set_src_addr(ROUTER_MAC);
    frame.set_ethertype(kind);
    frame.payload_mut().copy_from_slice(payload);
    bytes
}

pub fn ipv4(source: Ipv4Addr, destination: Ipv4Addr, protocol: IpProtocol, payload: &[u8]) -> Vec<u8> {
    let header = Ipv4Repr {
        src_addr: source,
        dst_addr: destination,
        next_header: protocol,
        payload_len: payload.len(),
        hop_limit: 64,
    };
    let mut bytes = vec![0; header.buffer_len() + payload.len()];
    let mut packet = Ipv4Packet::new_unchecked(&mut bytes);
    header.emit(&mut packet, &ChecksumCapabilities::default());
    packet.payload_mut().copy_from_slice(payload);
    ethernet(EthernetProtocol::Ipv4, &bytes)
}

pub fn datagram(source: SocketAddrV4, destination: SocketAddrV4, payload: &[u8]) -> Vec<u8> {
    let repr = UdpRepr { src_port: source.port(), dst_port: destination.port() };
    let mut bytes = vec![0; 8 + payload.len()];
    repr.emit(
        &mut UdpPacket::new_unchecked(&mut bytes),
        &IpAddress::Ipv4(*source.ip()),
        &IpAddress::Ipv4(*destination.ip()),
        payload.len(),
        |room| room.copy_from_slice(payload),
        &ChecksumCapabilities::default(),
    );
    ipv4(*source.ip(), *destination.ip(), IpProtocol::Udp, &bytes)
}

/// What the router sends back.
fn answer(frame: &[u8]) -> Vec<Vec<u8>> {
    let frame = EthernetFrame::new_checked(frame).expect("a frame");
    let answer = match frame.ethertype() {
        EthernetProtocol::Arp => answer_arp(frame.payload()),
        EthernetProtocol::Ipv4 => answer_ipv4(frame.payload()),
        _ => None,
    };
    answer.into_iter().collect()
}

fn answer_arp(bytes: &[u8]) -> Option<Vec<u8>> {
    let asked = ArpRepr::parse(&ArpPacket::new_checked(bytes).expect("an ARP packet")).expect("a request");
    let ArpRepr::EthernetIpv4 {
        operation: ArpOperation::Request,
        source_hardware_addr,
        source_protocol_addr,
        target_protocol_addr: ROUTER,
        ..
    } = asked
    else {
        return None;
    };
    let reply = ArpRepr::EthernetIpv4 {
        operation: ArpOperation::Reply,
        source_hardware_addr: ROUTER_MAC,
        source_protocol_addr: ROUTER,
        target_hardware_addr: source_hardware_addr,
        target_protocol_addr: source_protocol_addr,
    };
    let mut packet = vec![0; reply.buffer_len()];
    reply.emit(&mut ArpPacket::new_unchecked(&mut packet));
    Some(ethernet(EthernetProtocol::Arp, &packet))
}

fn answer_ipv4(bytes: &[u8]) -> Option<Vec<u8>> {
    let packet = Ipv4Packet::new_checked(bytes).expect("an IPv4 packet");
    assert!(packet.verify_checksum());
    if packet.next_header() != IpProtocol::Udp {
        return None;
    }
    let (source, destination) = (packet.src_addr(), packet.dst_addr());
    let udp = UdpPacket::new_checked(packet.payload()).expect("a datagram");
    assert!(udp.verify_checksum(&source.into(), &destination.into()));
    match udp.dst_port() {
        67 => answer_dhcp(udp.payload()),
        CLOSED_PORT => {
            let header = Ipv4Repr::parse(&packet, &ChecksumCapabilities::default()).expect("a header");
            let reason = Icmpv4DstUnreachable::PortUnreachable;
            let error = Icmpv4Repr::DstUnreachable { reason, header, data: packet.payload() };
            let mut bytes = vec![0; error.buffer_len()];
            error.emit(&mut Icmpv4Packet::new_unchecked(&mut bytes), &ChecksumCapabilities::default());
            Some(ipv4(ROUTER, source, IpProtocol::Icmp, &bytes))
        }
        _ => Some(datagram(
            SocketAddrV4::new(destination, udp.dst_port()),
            SocketAddrV4::new(source, udp.src_port()),
            udp.payload(),
        )),
    }
}

fn answer_dhcp(bytes: &[u8]) -> Option<Vec<u8>> {
    let packet = DhcpPacket::new_checked(bytes).expect("a DHCP packet");
    let asked = DhcpRepr::parse(&packet).expect("a DHCP message");
    let message_type = match asked.message_type {
        DhcpMessageType::Discover => DhcpMessageType::Offer,
        DhcpMessageType::Request => DhcpMessageType::Ack,
        _ => return None,
    };
    Some(dhcp(message_type, asked.transaction_id))
}

pub fn dhcp(message_type: DhcpMessageType, transaction_id: u32) -> Vec<u8> {
    let repr = DhcpRepr {
        message_type,
        transaction_id,
        secs: 0,
        client_hardware_address: EthernetAddress(MAC),
        client_ip: Ipv4Addr::UNSPECIFIED,
        your_ip: OWN,
        server_ip: ROUTER,
        router: Some(ROUTER),
        subnet_mask: Some(Ipv4Addr::new(255, 255, 255, 0)),
        relay_agent_ip: Ipv4Addr::UNSPECIFIED,
        broadcast: false,
        requested_ip: None,
        client_identifier: None,
        server_identifier: Some(ROUTER),
        parameter_request_list: None,
        dns_servers: Some([NAME_SERVER].into_iter().collect()),
        max_size: None,
        lease_duration: Some(86_400),
        renew_duration: None,
        rebind_duration: None,
        additional_options: &[],
    };
    let mut bytes = vec![0; repr.buffer_len()];
    repr.emit(&mut DhcpPacket::new_unchecked(&mut bytes)).expect("room for the message");
    datagram(SocketAddrV4::new(ROUTER, 67), SocketAddrV4::new(Ipv4Addr::BROADCAST, 68), &bytes)
}
