//! `sockaddr_in` and `sockaddr_in6` as bytes, and the addresses that they mean.

use crate::errno::Errno;
use crate::platform::AddressRoom;
use crate::types::{sockaddr_in, sockaddr_in6, sockaddr_storage};
use core::mem::MaybeUninit;
use core::net::{Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};

// <sys/socket.h>.
pub const AF_UNSPEC: u16 = 0;
pub const AF_INET: u16 = 2;
pub const AF_INET6: u16 = 10;

/// Bytes of `sockaddr_in` and `sockaddr_in6`; the latter's scope may be missing.
const INET: usize = size_of::<sockaddr_in>();
pub const INET6: usize = size_of::<sockaddr_in6>();
const INET6_WITHOUT_SCOPE: usize = 24;

/// The family that an address says it is of.
pub fn family(bytes: &[u8]) -> Result<u16, Errno> {
    bytes.first_chunk().map(|family| u16::from_ne_bytes(*family)).ok_or(Errno::EINVAL)
}

/// An address for a socket of the family.
pub fn decode(bytes: &[u8], expected: u16) -> Result<SocketAddr, Errno> {
    if family(bytes)? != expected {
        return Err(Errno::EAFNOSUPPORT);
    }
    let [port_high, port_low] = *bytes.get(2..).and_then(<[u8]>::first_chunk).ok_or(Errno::EINVAL)?;
    let port = u16::from_be_bytes([port_high, port_low]);
    if expected == AF_INET {
        if bytes.len() < INET {
            return Err(Errno::EINVAL);
        }
        let address = *bytes[4..].first_chunk::<4>().ok_or(Errno::EINVAL)?;
        return Ok(SocketAddrV4::new(Ipv4Addr::from(address), port).into());
    }
    if bytes.len() < INET6_WITHOUT_SCOPE {
        return Err(Errno::EINVAL);
    }
    let flow = u32::from_be_bytes(*bytes[4..].first_chunk().ok_or(Errno::EINVAL)?);
    let address = *bytes[8..].first_chunk::<16>().ok_or(Errno::EINVAL)?;
    let scope = bytes.get(24..).and_then(<[u8]>::first_chunk).map_or(0, |scope| u32::from_ne_bytes(*scope));
    Ok(SocketAddrV6::new(Ipv6Addr::from(address), port, flow, scope).into())
}

/// The address, and how many of the bytes it is.
pub fn bytes(address: SocketAddr) -> ([u8; INET6], usize) {
    let mut bytes = [0; INET6];
    bytes[2..4].copy_from_slice(&address.port().to_be_bytes());
    let length = match address {
        SocketAddr::V4(address) => {
            bytes[..2].copy_from_slice(&AF_INET.to_ne_bytes());
            bytes[4..8].copy_from_slice(&address.ip().octets());
            INET
        }
        SocketAddr::V6(address) => {
            bytes[..2].copy_from_slice(&AF_INET6.to_ne_bytes());
            bytes[4..8].copy_from_slice(&address.flowinfo().to_be_bytes());
            bytes[8..24].copy_from_slice(&address.ip().octets());
            bytes[24..].copy_from_slice(&address.scope_id().to_ne_bytes());
            INET6
        }
    };
    (bytes, length)
}

/// The address as the C type that has room for every one, and how many of its bytes it is.
pub fn storage(address: SocketAddr) -> (sockaddr_storage, usize) {
    let (bytes, length) = bytes(address);
    let mut storage = MaybeUninit::<sockaddr_storage>::zeroed();
    // SAFETY: the storage is longer than every address, and all of its bytes are zero or copied.
    unsafe {
        storage.as_mut_ptr().cast::<u8>().copy_from_nonoverlapping(bytes.as_ptr(), length);
        (storage.assume_init(), length)
    }
}

/// Writes as much of the address as fits; answers how long it is.
pub fn encode(address: SocketAddr, room: AddressRoom<'_>) -> usize {
    let (bytes, length) = bytes(address);
    let fits = length.min(room.len());
    room[..fits].write_copy_of_slice(&bytes[..fits]);
    length
}
