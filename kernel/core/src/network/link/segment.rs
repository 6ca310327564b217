//! `Segment`: what a frame says of the connection that it is for, before anything of it is believed.

use core::net::SocketAddr;
use core::ops::Range;

use smoltcp::wire::{IpEndpoint, IpProtocol, TcpPacket, TcpSeqNumber};

use super::checksum;
use super::connections::Tuple;
use super::receive::locate;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Segment {
    pub tuple: Tuple,
    /// Where in its frame it stands.
    pub place: Range<usize>,
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
        let (source, destination, protocol, place) = locate(frame)?;
        if protocol != IpProtocol::Tcp {
            return None;
        }
        let payload = &frame[place.clone()];
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
            place,
            resets: tcp.rst(),
            ends: tcp.fin(),
            acknowledged: tcp.ack_number(),
            next: tcp.seq_number() + tcp.segment_len(),
        };
        Some(sound.then_some(segment))
    }
}
