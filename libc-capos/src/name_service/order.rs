//! In which order a program should try addresses.

use super::address::Address;
use crate::descriptor::Descriptor;
use crate::platform::{Sockets, Sys};
use crate::socket_address;
use crate::types::c_int;
use capos_libc_engine::network::order::{Rank, rank};
use core::cmp::Reverse;
use core::mem::MaybeUninit;
use core::net::IpAddr;

const SOCK_DGRAM: c_int = 2;
const SOCK_CLOEXEC: c_int = 0o2000000;
/// Nothing is sent there.
const PORT: u16 = 65535;

/// The best first (RFC 6724).
pub fn sort(addresses: &mut [Address]) {
    if addresses.len() > 1 {
        addresses.sort_by_cached_key(|address| Reverse(rank_of(*address)));
    }
}

fn rank_of(address: Address) -> Rank {
    rank(address.ip, source(address))
}

/// From which address this machine would send there; `None` if it can not.
fn source(to: Address) -> Option<IpAddr> {
    let socket = Descriptor(Sys::socket(to.family(), SOCK_DGRAM | SOCK_CLOEXEC, 0).ok()?);
    let (bytes, length) = socket_address::bytes(to.at_port(PORT));
    Sys::connect(socket.0, &bytes[..length]).ok()?;
    let mut room = [MaybeUninit::new(0); socket_address::INET6];
    Sys::getsockname(socket.0, &mut room).ok()?;
    // SAFETY: all bytes were initialized above, whatever of them the call wrote.
    let bytes = room.map(|byte| unsafe { byte.assume_init() });
    Some(socket_address::decode(&bytes, to.family() as u16).ok()?.ip())
}
