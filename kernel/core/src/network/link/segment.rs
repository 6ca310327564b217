//! `Segment`: what a frame says of the connection that it is for, before anything of it is believed.

use core::net::SocketAddr;

use smoltcp::wire::{EthernetFrame, EthernetProtocol, IpEndpoint, IpProtocol, TcpPacket, TcpSeqNumber};

use super::checksum;
use super::connections::Tuple;
use super::receive::split;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Segment {
    pub tuple: Tuple,
    /// Only a connection's first segment is this.
    pub begins: bool,
    pub resets: bool,
    pub ends: bool,
    pub acknowledged: TcpSeqNumber,
    /// What comes behind it.
    pub next: TcpSeqNumber,
}

impl Segment {
    /// `None` if it is no TCP segment, or a malformed one.
    pub fn parse(frame: &[u8]) -> Option<Option<Segment>> {
        let frame = EthernetFrame::new_checked(frame).ok()?;
        if !matches!(frame.ethertype(), EthernetProtocol::Ipv4 | EthernetProtocol::Ipv6) {
            return None;
        }
        let (source, destination, protocol, payload) = split(frame.payload())?;
        if protocol != IpProtocol::Tcp {
            return None;
        }
        let Ok(tcp) = TcpPacket::new_checked(payload) else { return Some(None) };
        let (from, to) =
            (SocketAddr::new(source, tcp.src_port()), SocketAddr::new(destination, tcp.dst_port()));
        let sound = checksum::is_right(source, destination, protocol, payload)
            && tcp.src_port() != 0
            && tcp.dst_port() != 0
            && !source.is_unspecified()
            && !source.is_multicast();
        let tuple = Tuple { local: IpEndpoint::from(to), remote: IpEndpoint::from(from) };
        let segment = Segment {
            tuple,
            begins: tcp.syn() && !tcp.ack() && !tcp.rst() && !tcp.fin(),
            resets: tcp.rst(),
            ends: tcp.fin(),
            acknowledged: tcp.ack_number(),
            next: tcp.seq_number() + tcp.segment_len(),
        };
        Some(sound.then_some(segment))
    }
}
