//! Sending packets, each by a [`Transmitter`] of its next hop's own.

use alloc::vec;
use alloc::vec::Vec;
use core::net::{IpAddr, SocketAddr};

use capos_hal::net::MAX_FRAME;
use capos_hal::time;
use capos_schema::capos_capnp::ErrorCode;
use smoltcp::iface::{PollResult, SocketHandle, SocketSet};
use smoltcp::phy::{Checksum, ChecksumCapabilities};
use smoltcp::socket::raw;
use smoltcp::wire::{
    ETHERNET_HEADER_LEN, Icmpv4DstUnreachable, Icmpv4Packet, Icmpv4Repr, Icmpv6DstUnreachable, Icmpv6Packet,
    Icmpv6Repr, IpAddress, IpProtocol, IpRepr, Ipv4Packet, Ipv4Repr, Ipv6Packet, Ipv6Repr, UDP_HEADER_LEN,
    UdpPacket, UdpRepr,
};

use super::adapter::Adapter;
use super::checksum;
use super::link::{Link, now};
use super::receive::split;

/// Hops whose hardware address may be asked for at a time, and packets that wait for one.
const TRANSMITTERS: usize = 8;
const PACKETS: usize = 4;

/// How long a packet waits for a hardware address.
const PATIENCE: u64 = 3_000_000_000;

const MAX_PACKET: usize = MAX_FRAME - ETHERNET_HEADER_LEN;
pub(super) const HOP_LIMIT: u8 = 64;

/// What of a packet is sent back with an error: it fits every network.
const QUOTE: usize = 512;

/// Packets on their way to one hop.
pub struct Transmitter {
    set: SocketSet<'static>,
    socket: SocketHandle,
    /// Where to, and since when; `None` when nothing is on its way.
    hop: Option<(IpAddress, u64)>,
}

impl Transmitter {
    pub fn pool() -> Vec<Transmitter> {
        (0..TRANSMITTERS).map(|_| Transmitter::new()).collect()
    }

    fn new() -> Self {
        let mut set = SocketSet::new(Vec::new());
        let nothing = raw::PacketBuffer::new(Vec::new(), Vec::new());
        let leaving = raw::PacketBuffer::new(
            vec![raw::PacketMetadata::EMPTY; 2 * PACKETS],
            vec![0; PACKETS * MAX_PACKET],
        );
        let socket = set.add(raw::Socket::new(None, None, nothing, leaving));
        Transmitter { set, socket, hop: None }
    }

    pub fn is_idle(&self) -> bool {
        self.hop.is_none()
    }

    pub fn set(&self) -> &SocketSet<'static> {
        &self.set
    }
}

impl Link {
    /// Sends a datagram. Lost, as datagrams may be, if its next hop has others waiting for it.
    pub fn send_datagram(
        &mut self,
        source: SocketAddr,
        destination: SocketAddr,
        hop_limit: u8,
        bytes: &[u8],
    ) -> Result<(), ErrorCode> {
        let (hop, own) = self.route(destination.ip()).ok_or(ErrorCode::NetworkUnreachable)?;
        let from = if source.ip().is_unspecified() { own } else { source.ip() };
        let length = UDP_HEADER_LEN + bytes.len();
        let header = header(from, destination.ip(), IpProtocol::Udp, length, hop_limit);
        if header.buffer_len() > MAX_PACKET {
            return Err(ErrorCode::MessageTooLong);
        }
        let udp = UdpRepr { src_port: source.port(), dst_port: destination.port() };
        self.send(hop, &header, |payload, checksums| {
            udp.emit(
                &mut UdpPacket::new_unchecked(payload),
                &header.src_addr(),
                &header.dst_addr(),
                bytes.len(),
                |room| room.copy_from_slice(bytes),
                checksums,
            );
        });
        Ok(())
    }

    /// Tells the sender of a packet that nobody here has the port.
    pub(super) fn send_port_unreachable(&mut self, packet: &[u8]) {
        let Some((source, destination, IpProtocol::Udp, payload)) = split(packet) else { return };
        if destination.is_multicast() || self.is_broadcast(destination) {
            return;
        }
        let Some((hop, _)) = self.route(source) else { return };
        let data = &payload[..payload.len().min(QUOTE)];
        match (source, destination) {
            (IpAddr::V4(source), IpAddr::V4(destination)) => {
                let checksums = ChecksumCapabilities::default();
                let parsed =
                    Ipv4Packet::new_checked(packet).and_then(|packet| Ipv4Repr::parse(&packet, &checksums));
                let Ok(quoted) = parsed else { return };
                let reason = Icmpv4DstUnreachable::PortUnreachable;
                let error = Icmpv4Repr::DstUnreachable { reason, header: quoted, data };
                let length = error.buffer_len();
                let header = header(destination.into(), source.into(), IpProtocol::Icmp, length, HOP_LIMIT);
                self.send(hop, &header, |payload, checksums| {
                    error.emit(&mut Icmpv4Packet::new_unchecked(payload), checksums);
                });
            }
            (IpAddr::V6(source), IpAddr::V6(destination)) => {
                let parsed = Ipv6Packet::new_checked(packet).and_then(|packet| Ipv6Repr::parse(&packet));
                let Ok(quoted) = parsed else { return };
                let reason = Icmpv6DstUnreachable::PortUnreachable;
                let error = Icmpv6Repr::DstUnreachable { reason, header: quoted, data };
                let length = error.buffer_len();
                let header = header(destination.into(), source.into(), IpProtocol::Icmpv6, length, HOP_LIMIT);
                self.send(hop, &header, |payload, checksums| {
                    error.emit(&destination, &source, &mut Icmpv6Packet::new_unchecked(payload), checksums);
                });
            }
            _ => {}
        }
    }

    /// Puts a packet on its way.
    pub(super) fn send(
        &mut self,
        hop: IpAddress,
        header: &IpRepr,
        emit: impl FnOnce(&mut [u8], &ChecksumCapabilities),
    ) {
        let to_hop = |transmitter: &Transmitter| transmitter.hop.is_some_and(|(known, _)| known == hop);
        let mut places = self.transmitters.iter();
        let Some(place) =
            places.position(to_hop).or_else(|| self.transmitters.iter().position(Transmitter::is_idle))
        else {
            return;
        };
        let transmitter = &mut self.transmitters[place];
        let socket = transmitter.set.get_mut::<raw::Socket<'_>>(transmitter.socket);
        let Ok(room) = socket.send(header.buffer_len()) else { return };
        let mut checksums = ChecksumCapabilities::default();
        (checksums.udp, checksums.tcp) = (Checksum::None, Checksum::None);
        let (head, payload) = room.split_at_mut(header.header_len());
        header.emit(head, &checksums);
        emit(payload, &checksums);
        if header.next_header() == IpProtocol::Udp {
            checksum::fill(header.src_addr().into(), header.dst_addr().into(), IpProtocol::Udp, payload);
        }
        transmitter.hop.get_or_insert((hop, time::now()));
        self.flush(place);
    }

    /// Sends what waits, as far as hardware addresses are known.
    pub(super) fn flush_all(&mut self) {
        for place in 0..self.transmitters.len() {
            if !self.transmitters[place].is_idle() {
                self.flush(place);
            }
        }
    }

    fn flush(&mut self, place: usize) {
        let transmitter = &mut self.transmitters[place];
        let mut adapter = Adapter::new(&mut self.device, None);
        let mut sent = PollResult::SocketStateChanged;
        while sent == PollResult::SocketStateChanged {
            sent = self.interface.poll_egress(now(), &mut adapter, &mut transmitter.set);
        }
        let left = transmitter.set.get::<raw::Socket<'_>>(transmitter.socket).send_queue();
        let Some((_, since)) = transmitter.hop else { return };
        if left == 0 {
            transmitter.hop = None;
        } else if time::now() >= since + PATIENCE {
            // Nobody answers there. What it was asked to carry is lost.
            *transmitter = Transmitter::new();
        }
    }
}

pub(super) fn header(
    source: IpAddr,
    destination: IpAddr,
    protocol: IpProtocol,
    length: usize,
    hops: u8,
) -> IpRepr {
    match (source, destination) {
        (IpAddr::V4(source), IpAddr::V4(destination)) => IpRepr::Ipv4(Ipv4Repr {
            src_addr: source,
            dst_addr: destination,
            next_header: protocol,
            payload_len: length,
            hop_limit: hops,
        }),
        (source, destination) => IpRepr::Ipv6(Ipv6Repr {
            src_addr: as_ipv6(source),
            dst_addr: as_ipv6(destination),
            next_header: protocol,
            payload_len: length,
            hop_limit: hops,
        }),
    }
}

fn as_ipv6(address: IpAddr) -> core::net::Ipv6Addr {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped(),
        IpAddr::V6(address) => address,
    }
}
