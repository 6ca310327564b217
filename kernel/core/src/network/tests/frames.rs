//! Frames that nobody well meaning sends: whatever arrives, nothing is harmed.

use std::net::{Ipv4Addr, SocketAddrV4};
use std::vec::Vec;

use smoltcp::wire::{DhcpMessageType, EthernetProtocol, IpProtocol};

use super::peer::{OWN, ROUTER, datagram, dhcp, ethernet, ipv4, with_router};
use super::wire::Random;
use crate::testing::Kernel;

/// Frames of each kind that is looked at, as they should be.
fn seeds() -> Vec<Vec<u8>> {
    let (router, own) = (SocketAddrV4::new(ROUTER, 53), SocketAddrV4::new(OWN, 5000));
    let mut advertisement = [0; 72];
    advertisement[..8].copy_from_slice(&[0x60, 0, 0, 0, 0, 32, 58, 255]);
    advertisement[8..10].copy_from_slice(&[0xfe, 0x80]);
    advertisement[23] = 2;
    advertisement[24..26].copy_from_slice(&[0xff, 0x02]);
    advertisement[39] = 1;
    advertisement[40] = 134;
    advertisement[56..58].copy_from_slice(&[3, 4]);
    vec![
        datagram(router, own, b"an answer"),
        datagram(SocketAddrV4::new(Ipv4Addr::UNSPECIFIED, 7), own, b""),
        dhcp(DhcpMessageType::Offer, 1),
        dhcp(DhcpMessageType::Nak, 1),
        ipv4(ROUTER, OWN, IpProtocol::Icmp, &[8, 0, 0xf7, 0xff, 0, 0, 0, 0]),
        ipv4(ROUTER, OWN, IpProtocol::Icmp, &[3, 3, 0, 0, 0, 0, 0, 0, 0x45, 0, 0, 28]),
        ipv4(ROUTER, OWN, IpProtocol::Tcp, &[0; 20]),
        ipv4(Ipv4Addr::BROADCAST, OWN, IpProtocol::Igmp, &[0; 8]),
        ethernet(
            EthernetProtocol::Arp,
            &[0, 1, 8, 0, 6, 4, 0, 1, 2, 0, 0, 0, 0, 2, 10, 0, 2, 2, 0, 0, 0, 0, 0, 0, 10, 0, 2, 15],
        ),
        ethernet(EthernetProtocol::Ipv6, &advertisement),
        ethernet(EthernetProtocol::Unknown(0x88cc), &[1; 60]),
        Vec::new(),
        vec![0xff; 13],
    ]
}

#[test]
fn random_frames_never_harm_the_kernel() {
    let kernel = Kernel::new();
    let network = with_router(&kernel.machine);
    let seeds = seeds();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for round in 0..20_000 {
        let mut frame = seeds[random.below(seeds.len())].clone();
        for _ in 0..random.below(6) {
            match random.below(4) {
                0 => frame.truncate(random.below(frame.len() + 1)),
                1 => frame.resize((frame.len() + random.below(64)).min(1514), random.next() as u8),
                _ if frame.is_empty() => {}
                2 => {
                    let at = random.below(frame.len());
                    frame[at] = random.next() as u8;
                }
                _ => {
                    let at = random.below(frame.len());
                    frame[at] ^= 1 << random.below(8);
                }
            }
        }
        kernel.machine.deliver_frame(frame);
        if round % 8 == 0 {
            network.poll();
            kernel.machine.take_frames();
            kernel.machine.advance(1_000_000);
        }
    }
    network.poll();
}

#[test]
fn addresses_that_no_machine_can_have_are_not_taken() {
    let kernel = Kernel::new();
    let network = with_router(&kernel.machine);
    let before = network.interface_status().unwrap().addresses;
    // A router that advertises a multicast prefix; its checksum is right.
    let mut packet = [0_u8; 88];
    packet[..8].copy_from_slice(&[0x60, 0, 0, 0, 0, 48, 58, 255]);
    packet[8..10].copy_from_slice(&[0xfe, 0x80]);
    packet[23] = 2;
    packet[24..26].copy_from_slice(&[0xff, 0x02]);
    packet[39] = 1;
    packet[40] = 134;
    packet[56..60].copy_from_slice(&[3, 4, 64, 0xc0]);
    packet[60..68].fill(0xff);
    packet[72..74].copy_from_slice(&[0xff, 0x02]);
    let mut sum = 48 + 58;
    for pair in packet[8..].chunks_exact(2) {
        sum += u32::from(u16::from_be_bytes([pair[0], pair[1]]));
    }
    while sum > 0xffff {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    packet[42..44].copy_from_slice(&(!(sum as u16)).to_be_bytes());
    kernel.machine.deliver_frame(ethernet(EthernetProtocol::Ipv6, &packet));
    network.poll();
    network.poll();
    assert_eq!(network.interface_status().unwrap().addresses, before);
}
