//! Options by level and number.

use super::socket::{self, Socket, of_descriptor};
use super::timeouts::{self, Direction};
use super::{lingering, local};
use crate::errno::Errno;
use crate::socket_address::{AF_INET, AF_INET6};
use crate::types::{c_int, linger, timeval};
use capos_rt::schema::abi::SocketReports;
use capos_rt::{AddressFamily, SocketOption};
use core::mem::MaybeUninit;

// Levels and numbers of <sys/socket.h> and <netinet/in.h>.
const SOL_SOCKET: c_int = 1;
const IPPROTO_IP: c_int = 0;
const IPPROTO_IPV6: c_int = 41;
const IPPROTO_TCP: c_int = 6;
const IPPROTO_UDP: c_int = 17;

const SO_DEBUG: c_int = 1;
const SO_REUSEADDR: c_int = 2;
const SO_TYPE: c_int = 3;
const SO_ERROR: c_int = 4;
const SO_DONTROUTE: c_int = 5;
const SO_BROADCAST: c_int = 6;
const SO_SNDBUF: c_int = 7;
const SO_RCVBUF: c_int = 8;
const SO_KEEPALIVE: c_int = 9;
const SO_OOBINLINE: c_int = 10;
const SO_LINGER: c_int = 13;
const SO_REUSEPORT: c_int = 15;
const SO_PASSCRED: c_int = 16;
const SO_PEERCRED: c_int = 17;
const SO_RCVLOWAT: c_int = 18;
const SO_SNDLOWAT: c_int = 19;
const SO_RCVTIMEO: c_int = 20;
const SO_SNDTIMEO: c_int = 21;
const SO_ACCEPTCONN: c_int = 30;
const SO_PROTOCOL: c_int = 38;
const SO_DOMAIN: c_int = 39;
const IP_TOS: c_int = 1;
const IP_TTL: c_int = 2;
const IP_PKTINFO: c_int = 8;
const IP_RECVTTL: c_int = 12;
const IP_RECVTOS: c_int = 13;
const IPV6_UNICAST_HOPS: c_int = 16;
const IPV6_V6ONLY: c_int = 26;
const IPV6_RECVPKTINFO: c_int = 49;
const IPV6_RECVHOPLIMIT: c_int = 51;
const IPV6_RECVTCLASS: c_int = 66;
const IPV6_TCLASS: c_int = 67;

const SOCK_STREAM: u64 = 1;
const SOCK_DGRAM: u64 = 2;

// <netinet/tcp.h>.
const TCP_NODELAY: c_int = 1;
const TCP_MAXSEG: c_int = 2;
const TCP_KEEPIDLE: c_int = 4;
const TCP_KEEPINTVL: c_int = 5;
const TCP_KEEPCNT: c_int = 6;
const TCP_QUICKACK: c_int = 12;
const TCP_USER_TIMEOUT: c_int = 18;

/// Bytes that wait in a local socket at most.
const LOCAL_ROOM: u64 = 212_992;

const SECOND: u64 = 1_000_000_000;

/// What an option is to the library.
enum Meaning {
    Kernel(SocketOption),
    Timeout(Direction),
    /// A number that can not be set.
    Fixed(u64),
    /// A switch that is off and means nothing for the socket.
    Ignored,
    Linger,
    /// A bit of what receiving tells.
    Report(u64),
    Listening,
    /// Who is at the other side of a local socket.
    Peer,
    /// What a local socket holds, whatever is asked for.
    Room,
    Kind,
    Protocol,
    Error,
    Domain,
}

fn meaning(socket: Socket, level: c_int, name: c_int) -> Result<Meaning, Errno> {
    if let Socket::Stream(_) = socket {
        let option = match (level, name) {
            (SOL_SOCKET, SO_KEEPALIVE) => Some(SocketOption::KeepAlive),
            (IPPROTO_TCP, TCP_NODELAY) => Some(SocketOption::NoDelay),
            (IPPROTO_TCP, TCP_MAXSEG) => Some(SocketOption::MaximumSegment),
            (IPPROTO_TCP, TCP_KEEPIDLE) => Some(SocketOption::KeepAliveIdle),
            (IPPROTO_TCP, TCP_KEEPINTVL) => Some(SocketOption::KeepAliveInterval),
            (IPPROTO_TCP, TCP_KEEPCNT) => Some(SocketOption::KeepAliveCount),
            (IPPROTO_TCP, TCP_USER_TIMEOUT) => Some(SocketOption::UserTimeout),
            _ => None,
        };
        match (level, name) {
            (SOL_SOCKET, SO_LINGER) => return Ok(Meaning::Linger),
            (SOL_SOCKET, SO_BROADCAST) | (IPPROTO_TCP, TCP_QUICKACK) => return Ok(Meaning::Ignored),
            _ => {}
        }
        if let Some(option) = option {
            return Ok(Meaning::Kernel(option));
        }
    }
    if let Socket::Local(_) = socket {
        match (level, name) {
            (SOL_SOCKET, SO_PEERCRED) => return Ok(Meaning::Peer),
            (SOL_SOCKET, SO_PASSCRED) => return Ok(Meaning::Report(SocketReports::SENDER)),
            (SOL_SOCKET, SO_RCVBUF | SO_SNDBUF) => return Ok(Meaning::Room),
            (SOL_SOCKET, SO_REUSEADDR | SO_REUSEPORT | SO_BROADCAST) => return Ok(Meaning::Ignored),
            (SOL_SOCKET, _) => {}
            _ => return Err(Errno::EOPNOTSUPP),
        }
    }
    if let Socket::Datagrams(_) = socket {
        match (level, name) {
            (IPPROTO_IP, IP_PKTINFO) | (IPPROTO_IPV6, IPV6_RECVPKTINFO) => {
                return Ok(Meaning::Report(SocketReports::DESTINATION));
            }
            (IPPROTO_IP, IP_RECVTTL) | (IPPROTO_IPV6, IPV6_RECVHOPLIMIT) => {
                return Ok(Meaning::Report(SocketReports::HOP_LIMIT));
            }
            (IPPROTO_IP, IP_RECVTOS) | (IPPROTO_IPV6, IPV6_RECVTCLASS) => {
                return Ok(Meaning::Report(SocketReports::TRAFFIC_CLASS));
            }
            _ => {}
        }
    }
    Ok(match (level, name) {
        (SOL_SOCKET, SO_REUSEADDR | SO_REUSEPORT) => Meaning::Kernel(SocketOption::ReuseAddress),
        (SOL_SOCKET, SO_BROADCAST) => Meaning::Kernel(SocketOption::Broadcast),
        (SOL_SOCKET, SO_RCVBUF) => Meaning::Kernel(SocketOption::ReceiveBuffer),
        (SOL_SOCKET, SO_SNDBUF) => Meaning::Kernel(SocketOption::SendBuffer),
        (SOL_SOCKET, SO_RCVTIMEO) => Meaning::Timeout(Direction::Receive),
        (SOL_SOCKET, SO_SNDTIMEO) => Meaning::Timeout(Direction::Send),
        (SOL_SOCKET, SO_TYPE) => Meaning::Kind,
        (SOL_SOCKET, SO_PROTOCOL) => Meaning::Protocol,
        (SOL_SOCKET, SO_ACCEPTCONN) => Meaning::Listening,
        (SOL_SOCKET, SO_SNDLOWAT) => Meaning::Fixed(1),
        (SOL_SOCKET, SO_RCVLOWAT) => Meaning::Fixed(1),
        (SOL_SOCKET, SO_ERROR) => Meaning::Error,
        (SOL_SOCKET, SO_DOMAIN) => Meaning::Domain,
        (SOL_SOCKET, SO_DEBUG | SO_DONTROUTE | SO_KEEPALIVE | SO_OOBINLINE) => Meaning::Ignored,
        (IPPROTO_IP, IP_TTL) | (IPPROTO_IPV6, IPV6_UNICAST_HOPS) => Meaning::Kernel(SocketOption::HopLimit),
        (IPPROTO_IP, IP_TOS) | (IPPROTO_IPV6, IPV6_TCLASS) => Meaning::Kernel(SocketOption::TrafficClass),
        (IPPROTO_IPV6, IPV6_V6ONLY) => Meaning::Kernel(SocketOption::OnlyIpv6),
        _ => return Err(Errno::ENOPROTOOPT),
    })
}

pub fn domain(socket: Socket) -> Result<u16, Errno> {
    if let Socket::Local(_) = socket {
        return Ok(local::AF_UNIX);
    }
    Ok(match socket.addresses()?.family {
        AddressFamily::Ipv4 => AF_INET,
        AddressFamily::Ipv6 => AF_INET6,
    })
}

pub fn get(fd: c_int, level: c_int, name: c_int, room: &mut [MaybeUninit<u8>]) -> Result<usize, Errno> {
    let (socket, _) = of_descriptor(fd)?;
    let number = match meaning(socket, level, name)? {
        Meaning::Kernel(option) => socket.option(option)?,
        Meaning::Fixed(number) => number,
        Meaning::Report(bit) => (socket.option(SocketOption::Reports)? & bit != 0).into(),
        Meaning::Ignored => 0,
        Meaning::Kind => match socket {
            Socket::Local(handle) => local::type_of(handle)? as u64,
            Socket::Datagrams(_) => SOCK_DGRAM,
            Socket::Stream(_) | Socket::Listener(_) => SOCK_STREAM,
        },
        Meaning::Room => LOCAL_ROOM,
        Meaning::Peer => {
            let peer = socket::local(socket.handle()).peer()?;
            let mut bytes = [0; 12];
            let numbers = [peer.process as u32, peer.user, peer.group];
            for (place, number) in bytes.as_chunks_mut().0.iter_mut().zip(numbers) {
                *place = number.to_ne_bytes();
            }
            return Ok(store(&bytes, room));
        }
        Meaning::Protocol => match socket {
            Socket::Local(_) => 0,
            Socket::Datagrams(_) => IPPROTO_UDP as u64,
            Socket::Stream(_) | Socket::Listener(_) => IPPROTO_TCP as u64,
        },
        Meaning::Listening => socket.is_listening()?.into(),
        Meaning::Domain => domain(socket)?.into(),
        Meaning::Linger => {
            let lingers = socket.option(SocketOption::Linger)?;
            let mut bytes = [0; size_of::<linger>()];
            bytes[..4].copy_from_slice(&c_int::from(lingers > 0).to_ne_bytes());
            bytes[4..].copy_from_slice(&(lingers.saturating_sub(1) as c_int).to_ne_bytes());
            return Ok(store(&bytes, room));
        }
        Meaning::Error => {
            let error = socket.take_error()?;
            error.map_or(0, |code| Errno::from(capos_rt::Error::Exception(code)).number() as u64)
        }
        Meaning::Timeout(direction) => {
            let time = timeouts::get(socket.handle(), direction);
            let (seconds, micros) = ((time / SECOND) as i64, (time % SECOND / 1000) as i64);
            let mut bytes = [0; size_of::<timeval>()];
            bytes[..8].copy_from_slice(&seconds.to_ne_bytes());
            bytes[8..].copy_from_slice(&micros.to_ne_bytes());
            return Ok(store(&bytes, room));
        }
    };
    Ok(store(&(number as c_int).to_ne_bytes(), room))
}

/// As much of the value as there is room for.
fn store(value: &[u8], room: &mut [MaybeUninit<u8>]) -> usize {
    let fits = value.len().min(room.len());
    room[..fits].write_copy_of_slice(&value[..fits]);
    fits
}

pub fn set(fd: c_int, level: c_int, name: c_int, value: &[u8]) -> Result<(), Errno> {
    let (socket, _) = of_descriptor(fd)?;
    let number = || {
        let bytes = value.first_chunk().ok_or(Errno::EINVAL)?;
        Ok::<c_int, Errno>(c_int::from_ne_bytes(*bytes))
    };
    match meaning(socket, level, name)? {
        // The segments' size is the network's.
        Meaning::Kernel(SocketOption::MaximumSegment) => Err(Errno::ENOPROTOOPT),
        Meaning::Kernel(option) => {
            let value = u64::try_from(number()?).map_err(|_| Errno::EINVAL)?;
            Ok(socket.set_option(option, value)?)
        }
        Meaning::Ignored | Meaning::Room => number().map(drop),
        Meaning::Report(bit) => {
            let others = socket.option(SocketOption::Reports)? & !bit;
            let value = if number()? == 0 { others } else { others | bit };
            Ok(socket.set_option(SocketOption::Reports, value)?)
        }
        Meaning::Linger => {
            let seconds = value.get(4..).and_then(<[u8]>::first_chunk).ok_or(Errno::EINVAL)?;
            let seconds = c_int::from_ne_bytes(*seconds).max(0) as u64;
            let lingers = if number()? == 0 { 0 } else { seconds + 1 };
            if lingers > 1 {
                lingering::expect();
            }
            Ok(socket.set_option(SocketOption::Linger, lingers)?)
        }
        Meaning::Fixed(_)
        | Meaning::Error
        | Meaning::Domain
        | Meaning::Kind
        | Meaning::Protocol
        | Meaning::Peer
        | Meaning::Listening => Err(Errno::ENOPROTOOPT),
        Meaning::Timeout(direction) => {
            let (Some(seconds), Some(micros)) =
                (value.first_chunk(), value.get(8..).and_then(<[u8]>::first_chunk))
            else {
                return Err(Errno::EINVAL);
            };
            let seconds = u64::try_from(i64::from_ne_bytes(*seconds)).map_err(|_| Errno::EDOM)?;
            let micros = u64::try_from(i64::from_ne_bytes(*micros)).map_err(|_| Errno::EDOM)?;
            if micros >= 1_000_000 {
                return Err(Errno::EDOM);
            }
            timeouts::set(
                socket.handle(),
                direction,
                seconds.saturating_mul(SECOND).saturating_add(micros * 1000),
            )
        }
    }
}
