//! What datagrams of the Internet carry in ancillary data: addresses, hop limits and traffic classes.

use super::ancillary::{Item, Writer, items, number};
use crate::errno::Errno;
use crate::types::c_int;
use capos_rt::schema::abi::SocketReports;
use capos_rt::{Manner, Received};
use core::net::{IpAddr, Ipv4Addr};

// <netinet/in.h>.
const IPPROTO_IP: c_int = 0;
const IPPROTO_IPV6: c_int = 41;
const IP_TOS: c_int = 1;
const IP_TTL: c_int = 2;
const IP_PKTINFO: c_int = 8;
const IPV6_PKTINFO: c_int = 50;
const IPV6_HOPLIMIT: c_int = 52;
const IPV6_TCLASS: c_int = 67;

/// Tells what the socket reports of a datagram, in the way of the socket's family.
pub fn deliver(received: &Received, to: &mut Writer<'_>) {
    let Some(destination) = received.destination else { return };
    let reports = |bit: u64| u64::from(received.reports) & bit != 0;
    let interface = (received.interface as c_int).to_ne_bytes();
    let hop_limit = c_int::from(received.hop_limit).to_ne_bytes();
    match destination {
        IpAddr::V4(address) => {
            if reports(SocketReports::DESTINATION) {
                // The address to answer from: one that means many is nobody's own.
                let is_own = !address.is_broadcast() && !address.is_multicast();
                let own = if is_own { address } else { Ipv4Addr::UNSPECIFIED };
                let info = [interface, own.octets(), address.octets()];
                to.put(IPPROTO_IP, IP_PKTINFO, info.as_flattened());
            }
            if reports(SocketReports::HOP_LIMIT) {
                to.put(IPPROTO_IP, IP_TTL, &hop_limit);
            }
            if reports(SocketReports::TRAFFIC_CLASS) {
                to.put(IPPROTO_IP, IP_TOS, &[received.traffic_class]);
            }
        }
        IpAddr::V6(address) => {
            if reports(SocketReports::DESTINATION) {
                let mut info = [0; 20];
                info[..16].copy_from_slice(&address.octets());
                info[16..].copy_from_slice(&interface);
                to.put(IPPROTO_IPV6, IPV6_PKTINFO, &info);
            }
            if reports(SocketReports::HOP_LIMIT) {
                to.put(IPPROTO_IPV6, IPV6_HOPLIMIT, &hop_limit);
            }
            if reports(SocketReports::TRAFFIC_CLASS) {
                to.put(IPPROTO_IPV6, IPV6_TCLASS, &c_int::from(received.traffic_class).to_ne_bytes());
            }
        }
    }
}

/// A number of a byte; -1, where IPv6 has that, stands for none.
fn byte(item: &Item<'_>) -> Result<Option<u8>, Errno> {
    match number(item.data, 0).ok_or(Errno::EINVAL)? {
        -1 if item.level == IPPROTO_IPV6 => Ok(None),
        number => u8::try_from(number).map(Some).map_err(|_| Errno::EINVAL),
    }
}

/// An address of this machine at a place of the data; the unspecified one is none.
fn source<const BYTES: usize>(item: &Item<'_>, at: usize, size: usize) -> Result<Option<IpAddr>, Errno>
where
    IpAddr: From<[u8; BYTES]>,
{
    let bytes = item.data.get(at..).filter(|_| item.data.len() >= size);
    let address = IpAddr::from(*bytes.and_then(<[u8]>::first_chunk::<BYTES>).ok_or(Errno::EINVAL)?);
    Ok(Some(address).filter(|address| !address.is_unspecified()))
}

/// How a sender wants its datagram sent; `None` without ancillary data.
pub fn read(control: &[u8]) -> Result<Option<Manner>, Errno> {
    let mut manner = None;
    for item in items(control) {
        let item = item?;
        let manner = manner.get_or_insert(Manner::default());
        match (item.level, item.kind) {
            // Behind the interface the address to speak from; that of the header means nothing here.
            (IPPROTO_IP, IP_PKTINFO) => manner.source = source::<4>(&item, 4, 12)?,
            (IPPROTO_IPV6, IPV6_PKTINFO) => manner.source = source::<16>(&item, 0, 20)?,
            (IPPROTO_IP, IP_TTL) | (IPPROTO_IPV6, IPV6_HOPLIMIT) => manner.hop_limit = byte(&item)?,
            (IPPROTO_IP, IP_TOS) if item.data.len() == 1 => manner.traffic_class = Some(item.data[0]),
            (IPPROTO_IP, IP_TOS) | (IPPROTO_IPV6, IPV6_TCLASS) => manner.traffic_class = byte(&item)?,
            _ => return Err(Errno::EINVAL),
        }
    }
    Ok(manner)
}
