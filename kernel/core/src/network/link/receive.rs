//! `Received`: what a packet means to this machine's processes.

use core::net::{IpAddr, SocketAddr};
use core::ops::Range;

use capos_schema::capos_capnp::ErrorCode;
use smoltcp::iface::Interface;
use smoltcp::phy::ChecksumCapabilities;
use smoltcp::wire::{
    EthernetFrame, EthernetProtocol, Icmpv4DstUnreachable, Icmpv4Packet, Icmpv4Repr, Icmpv6DstUnreachable,
    Icmpv6Packet, Icmpv6Repr, IpAddress, IpCidr, IpProtocol, IpVersion, Ipv4Packet, Ipv6Packet, UdpPacket,
};

use super::checksum;
use crate::network::{Arrival, ETHERNET_INDEX};

pub enum Received<'a> {
    Datagram {
        source: SocketAddr,
        destination: SocketAddr,
        to_many: bool,
        arrival: Arrival,
        bytes: &'a [u8],
    },
    /// What became of a packet that was sent from there to there.
    Failed {
        protocol: IpProtocol,
        local: SocketAddr,
        remote: SocketAddr,
        error: ErrorCode,
    },
}

impl<'a> Received<'a> {
    /// `None` for what is malformed, for somebody else, or nobody's business.
    pub fn parse(packet: &'a [u8], interface: &Interface) -> Option<Self> {
        let checksums = ChecksumCapabilities::default();
        let (source, destination, protocol, payload) = split(packet)?;
        let to_many = destination.is_multicast() || is_broadcast(interface, destination);
        if !to_many && !interface.has_ip_addr(IpAddress::from(destination)) {
            return None;
        }
        match protocol {
            IpProtocol::Udp => {
                let udp = UdpPacket::new_checked(payload).ok()?;
                let whole = &payload[..usize::from(udp.len())];
                if udp.dst_port() == 0 || !checksum::is_right(source, destination, protocol, whole) {
                    return None;
                }
                Some(Received::Datagram {
                    source: SocketAddr::new(source, udp.src_port()),
                    destination: SocketAddr::new(destination, udp.dst_port()),
                    to_many,
                    arrival: arrival(packet, source),
                    bytes: udp.payload(),
                })
            }
            IpProtocol::Icmp => {
                let icmp = Icmpv4Packet::new_checked(payload).ok()?;
                let Ok(Icmpv4Repr::DstUnreachable { reason, header, data }) =
                    Icmpv4Repr::parse(&icmp, &checksums)
                else {
                    return None;
                };
                let error = match reason {
                    Icmpv4DstUnreachable::PortUnreachable => ErrorCode::ConnectionRefused,
                    Icmpv4DstUnreachable::NetUnreachable => ErrorCode::NetworkUnreachable,
                    _ => ErrorCode::HostUnreachable,
                };
                failed(header.next_header, header.src_addr.into(), header.dst_addr.into(), data, error)
            }
            IpProtocol::Icmpv6 => {
                let icmp = Icmpv6Packet::new_checked(payload).ok()?;
                let (IpAddr::V6(from), IpAddr::V6(to)) = (source, destination) else { return None };
                let Ok(Icmpv6Repr::DstUnreachable { reason, header, data }) =
                    Icmpv6Repr::parse(&from, &to, &icmp, &checksums)
                else {
                    return None;
                };
                let error = match reason {
                    Icmpv6DstUnreachable::PortUnreachable => ErrorCode::ConnectionRefused,
                    Icmpv6DstUnreachable::NoRoute => ErrorCode::NetworkUnreachable,
                    _ => ErrorCode::HostUnreachable,
                };
                failed(header.next_header, header.src_addr.into(), header.dst_addr.into(), data, error)
            }
            _ => None,
        }
    }
}

/// As `split` for the packet of a frame, and where in the frame the payload stands.
pub(super) fn locate(frame: &[u8]) -> Option<(IpAddr, IpAddr, IpProtocol, Range<usize>)> {
    let whole = EthernetFrame::new_checked(frame).ok()?;
    let start = frame.len() - whole.payload().len();
    match whole.ethertype() {
        EthernetProtocol::Ipv4 => {
            let packet = Ipv4Packet::new_checked(whole.payload()).ok()?;
            let range = start + usize::from(packet.header_len())..start + usize::from(packet.total_len());
            Some((packet.src_addr().into(), packet.dst_addr().into(), packet.next_header(), range))
        }
        EthernetProtocol::Ipv6 => {
            let packet = Ipv6Packet::new_checked(whole.payload()).ok()?;
            let range = start + packet.header_len()..start + packet.total_len();
            Some((packet.src_addr().into(), packet.dst_addr().into(), packet.next_header(), range))
        }
        _ => None,
    }
}

/// Source, destination, protocol and payload of a packet.
pub(super) fn split(packet: &[u8]) -> Option<(IpAddr, IpAddr, IpProtocol, &[u8])> {
    match IpVersion::of_packet(packet).ok()? {
        IpVersion::Ipv4 => {
            let packet = Ipv4Packet::new_checked(packet).ok()?;
            let (source, destination) = (packet.src_addr(), packet.dst_addr());
            Some((source.into(), destination.into(), packet.next_header(), packet.payload()))
        }
        IpVersion::Ipv6 => {
            let packet = Ipv6Packet::new_checked(packet).ok()?;
            let (source, destination) = (packet.src_addr(), packet.dst_addr());
            Some((source.into(), destination.into(), packet.next_header(), packet.payload()))
        }
    }
}

/// How a packet came that the link brought, and `split` has found whole.
fn arrival(packet: &[u8], source: IpAddr) -> Arrival {
    let (hop_limit, traffic_class) = match source {
        IpAddr::V4(_) => {
            let packet = Ipv4Packet::new_unchecked(packet);
            (packet.hop_limit(), packet.dscp() << 2 | packet.ecn())
        }
        IpAddr::V6(_) => {
            let packet = Ipv6Packet::new_unchecked(packet);
            (packet.hop_limit(), packet.traffic_class())
        }
    };
    Arrival { interface: ETHERNET_INDEX, hop_limit, traffic_class }
}

fn is_broadcast(interface: &Interface, address: IpAddr) -> bool {
    let IpAddr::V4(address) = address else { return false };
    let of_network = |cidr: &IpCidr| match cidr {
        IpCidr::Ipv4(cidr) => cidr.broadcast() == Some(address),
        IpCidr::Ipv6(_) => false,
    };
    address.is_broadcast() || interface.ip_addrs().iter().any(of_network)
}

/// From the head of a packet that an error quotes.
fn failed<'a>(
    protocol: IpProtocol,
    source: IpAddr,
    destination: IpAddr,
    quoted: &[u8],
    error: ErrorCode,
) -> Option<Received<'a>> {
    let has_ports = matches!(protocol, IpProtocol::Udp | IpProtocol::Tcp);
    let ports = quoted.first_chunk::<4>().filter(|_| has_ports)?;
    let port = |bytes: [u8; 2]| u16::from_be_bytes(bytes);
    Some(Received::Failed {
        protocol,
        local: SocketAddr::new(source, port([ports[0], ports[1]])),
        remote: SocketAddr::new(destination, port([ports[2], ports[3]])),
        error,
    })
}
