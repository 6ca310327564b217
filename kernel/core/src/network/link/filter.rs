//! Frames that smoltcp shall not see: it relies on their senders' good will.

use core::net::Ipv6Addr;

use smoltcp::wire::{
    EthernetFrame, EthernetProtocol, Icmpv6Packet, Icmpv6Repr, IpAddress, IpProtocol, IpVersion, Ipv4Packet,
    Ipv6Packet, NdiscRepr, UdpPacket,
};

const DHCP_CLIENT: u16 = 68;

/// Prefixes of this length are those that an address is made in.
const SUBNET_PREFIX: u8 = 64;

/// Whether a frame may be processed.
pub fn is_sound(frame: &[u8]) -> bool {
    let Ok(frame) = EthernetFrame::new_checked(frame) else { return false };
    match frame.ethertype() {
        EthernetProtocol::Arp => true,
        EthernetProtocol::Ipv4 => is_sound_ipv4(frame.payload()),
        EthernetProtocol::Ipv6 => is_sound_ipv6(frame.payload()),
        _ => false,
    }
}

/// Whether a sound packet is a datagram that may be believed, whatever is in it.
pub fn is_datagram(packet: &[u8]) -> bool {
    match IpVersion::of_packet(packet) {
        Ok(IpVersion::Ipv4) => Ipv4Packet::new_checked(packet).is_ok_and(|packet| {
            let source = packet.src_addr();
            packet.next_header() == IpProtocol::Udp
                && packet.verify_checksum()
                && !source.is_multicast()
                && !source.is_broadcast()
        }),
        Ok(IpVersion::Ipv6) => {
            Ipv6Packet::new_checked(packet).is_ok_and(|packet| packet.next_header() == IpProtocol::Udp)
        }
        Err(_) => false,
    }
}

/// Whether a datagram over IPv4 is for the client that asks for this machine's address.
pub fn is_for_dhcp(packet: &[u8]) -> bool {
    let Ok(packet) = Ipv4Packet::new_checked(packet) else { return false };
    packet.version() == 4
        && UdpPacket::new_checked(packet.payload()).is_ok_and(|udp| udp.dst_port() == DHCP_CLIENT)
}

/// An answer to nobody can not be sent.
fn is_sound_ipv4(bytes: &[u8]) -> bool {
    let Ok(packet) = Ipv4Packet::new_checked(bytes) else { return false };
    let fragment = packet.more_frags() || packet.frag_offset() != 0;
    if fragment || packet.dst_addr().is_unspecified() {
        return false;
    }
    !packet.src_addr().is_unspecified()
        || packet.next_header() == IpProtocol::Udp
            && UdpPacket::new_checked(packet.payload()).is_ok_and(|udp| udp.dst_port() == DHCP_CLIENT)
}

fn is_sound_ipv6(bytes: &[u8]) -> bool {
    let Ok(packet) = Ipv6Packet::new_checked(bytes) else { return false };
    let (source, destination) = (packet.src_addr(), packet.dst_addr());
    if source.is_unspecified() || source.is_multicast() || destination.is_unspecified() {
        return false;
    }
    match packet.next_header() {
        IpProtocol::Udp | IpProtocol::Tcp => true,
        IpProtocol::Icmpv6 => !is_bad_advertisement(source, destination, packet.payload()),
        _ => false,
    }
}

/// A router that advertises what no machine can have as its address.
fn is_bad_advertisement(source: Ipv6Addr, destination: Ipv6Addr, bytes: &[u8]) -> bool {
    let Ok(packet) = Icmpv6Packet::new_checked(bytes) else { return true };
    let checksums = smoltcp::phy::ChecksumCapabilities::default();
    let parsed = Icmpv6Repr::parse(&source, &destination, &packet, &checksums);
    let Ok(Icmpv6Repr::Ndisc(NdiscRepr::RouterAdvert { prefix_info, .. })) = parsed else { return false };
    prefix_info.is_some_and(|prefix| {
        let address = IpAddress::Ipv6(prefix.prefix);
        prefix.prefix_len != SUBNET_PREFIX || !address.is_unicast() || prefix.prefix.is_loopback()
    })
}
