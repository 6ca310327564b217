//! `Sockets`: making sockets, their addresses, and messages.

use super::super::Capos;
use super::super::descriptors::{self, O_CLOEXEC, O_NONBLOCK, O_RDWR};
use super::ancillary::Writer;
use super::local::AF_UNIX;
use super::options::{self, domain};
use super::socket::{self, Socket, of_descriptor};
use super::transfer::{bytes_from, fill, room_in};
use super::{datagrams, local, local_messages, packet_info, streams};
use crate::abi::{slice, uninit_slice_mut};
use crate::errno::Errno;
use crate::platform::{AddressRoom, Sockets};
use crate::socket_address::{self as address, AF_INET, AF_INET6, AF_UNSPEC};
use crate::types::{c_int, iovec, msghdr, socklen_t};
use capos_rt::call::Wait;
use capos_rt::{AddressFamily, Interface, NetworkManager, Opened, Taking, startup};
use core::mem::MaybeUninit;
use core::net::SocketAddr;

// <sys/socket.h>.
const SOCK_STREAM: c_int = 1;
const SOCK_DGRAM: c_int = 2;
const SOCK_FLAGS: c_int = O_CLOEXEC | O_NONBLOCK;
const IPPROTO_TCP: c_int = 6;
const IPPROTO_UDP: c_int = 17;
const SHUT_RD: c_int = 0;
const SHUT_WR: c_int = 1;
const SHUT_RDWR: c_int = 2;
const MSG_OOB: c_int = 0x1;
const MSG_PEEK: c_int = 0x2;
const MSG_CTRUNC: c_int = 0x8;
const MSG_TRUNC: c_int = 0x20;
const MSG_DONTWAIT: c_int = 0x40;
const MSG_WAITALL: c_int = 0x100;
const MSG_NOSIGNAL: c_int = 0x4000;

/// `IOV_MAX`.
const MOST_PARTS: c_int = 1024;

/// Whether a call may wait: the socket's own flag counts beside this.
pub(super) fn waits(flags: c_int) -> Wait {
    if flags & MSG_DONTWAIT != 0 { Wait::Never } else { Wait::Block }
}

/// What a call for bytes does with them.
pub(super) fn taking(flags: c_int) -> Taking {
    match flags & (MSG_PEEK | MSG_WAITALL) {
        MSG_PEEK => Taking::Peek,
        0 | MSG_WAITALL => Taking::Consume,
        _ => Taking::PeekWhole,
    }
}

/// # Safety
/// The message points to as many elements as it says.
pub(super) unsafe fn elements(message: &msghdr) -> Result<&[iovec], Errno> {
    if !(0..=MOST_PARTS).contains(&message.msg_iovlen) {
        return Err(Errno::EMSGSIZE);
    }
    // SAFETY: the caller's promise.
    Ok(unsafe { slice(message.msg_iov, message.msg_iovlen as usize) })
}

/// Writes an address that the socket may not have.
fn tell(found: Option<SocketAddr>, missing: Errno, room: AddressRoom<'_>) -> Result<usize, Errno> {
    found.map(|found| address::encode(found, room)).ok_or(missing)
}

impl Sockets for Capos {
    /// Without a NetworkManager there is no socket: `EACCES`.
    fn socket(family: c_int, kind: c_int, protocol: c_int) -> Result<c_int, Errno> {
        let family = match u16::try_from(family) {
            Ok(AF_UNIX) => return local::create(kind, protocol),
            Ok(AF_INET) => AddressFamily::Ipv4,
            Ok(AF_INET6) => AddressFamily::Ipv6,
            _ => return Err(Errno::EAFNOSUPPORT),
        };
        let network = startup::granted_any::<NetworkManager>().ok_or(Errno::EACCES)?;
        let status = (O_RDWR | kind & O_NONBLOCK) as u32;
        let opened = match (kind & !SOCK_FLAGS, protocol) {
            (SOCK_DGRAM, 0 | IPPROTO_UDP) => {
                let made = network.create_udp_socket(family)?;
                made.set_flags(status)?;
                Opened { handle: made.into_handle(), interface: Some(Interface::UdpSocket) }
            }
            (SOCK_STREAM, 0 | IPPROTO_TCP) => {
                let made = network.create_tcp_socket(family)?;
                made.set_flags(status)?;
                Opened { handle: made.into_handle(), interface: Some(Interface::TcpSocket) }
            }
            (SOCK_DGRAM | SOCK_STREAM, _) => return Err(Errno::EPROTONOSUPPORT),
            _ => return Err(Errno::ESOCKTNOSUPPORT),
        };
        descriptors::open(opened, kind & SOCK_FLAGS | O_RDWR)
    }

    fn socketpair(family: c_int, kind: c_int, protocol: c_int) -> Result<[c_int; 2], Errno> {
        match u16::try_from(family) {
            Ok(AF_UNIX) => local::create_pair(kind, protocol),
            Ok(AF_INET | AF_INET6) => Err(Errno::EOPNOTSUPP),
            _ => Err(Errno::EAFNOSUPPORT),
        }
    }

    fn bind(fd: c_int, to: &[u8]) -> Result<(), Errno> {
        let (socket, _) = of_descriptor(fd)?;
        if let Socket::Local(handle) = socket {
            return local::bind(handle, to);
        }
        Ok(socket.bind(address::decode(to, domain(socket)?)?)?)
    }

    fn connect(fd: c_int, to: &[u8]) -> Result<(), Errno> {
        let (socket, _) = of_descriptor(fd)?;
        let is_none = address::family(to)? == AF_UNSPEC;
        match socket {
            Socket::Datagrams(handle) if is_none => Ok(socket::datagrams(handle).connect(None)?),
            Socket::Datagrams(handle) => {
                let remote = address::decode(to, domain(socket)?)?;
                super::super::signals::interruptible(|| socket::datagrams(handle).connect(Some(remote)))
            }
            Socket::Stream(handle) => streams::connect(handle, address::decode(to, domain(socket)?)?),
            Socket::Listener(_) => Err(Errno::EISCONN),
            Socket::Local(handle) => local::connect(handle, to),
        }
    }

    /// A negative backlog is as many as there may be.
    fn listen(fd: c_int, backlog: c_int) -> Result<(), Errno> {
        match of_descriptor(fd)?.0 {
            Socket::Stream(handle) => {
                Ok(socket::stream(handle).listen(u32::try_from(backlog).unwrap_or(u32::MAX))?)
            }
            Socket::Listener(_) => Ok(()),
            Socket::Datagrams(_) => Err(Errno::EOPNOTSUPP),
            Socket::Local(handle) => {
                Ok(socket::local(handle).listen(u32::try_from(backlog).unwrap_or(u32::MAX))?)
            }
        }
    }

    fn accept(fd: c_int, room: AddressRoom<'_>, flags: c_int) -> Result<(c_int, usize), Errno> {
        if flags & !SOCK_FLAGS != 0 {
            return Err(Errno::EINVAL);
        }
        let (socket, _) = of_descriptor(fd)?;
        if let Socket::Local(handle) = socket {
            return local::accept(handle, room, flags);
        }
        let (fd, remote) = streams::accept(socket, flags)?;
        Ok((fd, address::encode(remote, room)))
    }

    fn getsockname(fd: c_int, room: AddressRoom<'_>) -> Result<usize, Errno> {
        let (socket, _) = of_descriptor(fd)?;
        if let Socket::Local(handle) = socket {
            return local::own_name(handle, room);
        }
        tell(socket.addresses()?.local, Errno::EINVAL, room)
    }

    fn getpeername(fd: c_int, room: AddressRoom<'_>) -> Result<usize, Errno> {
        let (socket, _) = of_descriptor(fd)?;
        if let Socket::Local(handle) = socket {
            return local::peer_name(handle, room);
        }
        tell(socket.addresses()?.remote, Errno::ENOTCONN, room)
    }

    fn shutdown(fd: c_int, how: c_int) -> Result<(), Errno> {
        let (socket, _) = of_descriptor(fd)?;
        let (receive, send) = match how {
            SHUT_RD => (true, false),
            SHUT_WR => (false, true),
            SHUT_RDWR => (true, true),
            _ => return Err(Errno::EINVAL),
        };
        Ok(socket.shutdown(receive, send)?)
    }

    fn getsockopt(
        fd: c_int,
        level: c_int,
        name: c_int,
        value: &mut [MaybeUninit<u8>],
    ) -> Result<usize, Errno> {
        options::get(fd, level, name, value)
    }

    fn setsockopt(fd: c_int, level: c_int, name: c_int, value: &[u8]) -> Result<(), Errno> {
        options::set(fd, level, name, value)
    }

    unsafe fn sendmsg(fd: c_int, message: &msghdr, flags: c_int) -> Result<usize, Errno> {
        let (socket, _) = of_descriptor(fd)?;
        if flags & MSG_OOB != 0 {
            return Err(Errno::EOPNOTSUPP);
        }
        if let Socket::Local(handle) = socket {
            // SAFETY: the caller's promise.
            return unsafe { local_messages::send(handle, message, flags) };
        }
        let control_length = if message.msg_control.is_null() { 0 } else { message.msg_controllen as usize };
        // SAFETY: the caller's promise.
        let (bytes, control) = unsafe {
            (bytes_from(elements(message)?), slice(message.msg_control.cast::<u8>(), control_length))
        };
        match socket {
            Socket::Datagrams(handle) => {
                let to = if message.msg_name.is_null() || message.msg_namelen == 0 {
                    None
                } else {
                    // SAFETY: the caller's promise.
                    let name = unsafe { slice(message.msg_name.cast::<u8>(), message.msg_namelen as usize) };
                    Some(address::decode(name, domain(socket)?)?)
                };
                datagrams::send(handle, bytes, to, packet_info::read(control)?, waits(flags))
            }
            // Its packets are not the message's.
            Socket::Stream(_) if !control.is_empty() => Err(Errno::EINVAL),
            // A connection has its peer, whatever the message says.
            Socket::Stream(handle) => streams::send(handle, bytes, flags & MSG_NOSIGNAL == 0, waits(flags)),
            Socket::Listener(_) | Socket::Local(_) => Err(Errno::ENOTCONN),
        }
    }

    unsafe fn recvmsg(fd: c_int, message: &mut msghdr, flags: c_int) -> Result<usize, Errno> {
        let (socket, _) = of_descriptor(fd)?;
        if flags & MSG_OOB != 0 {
            return Err(if matches!(socket, Socket::Stream(_)) { Errno::EINVAL } else { Errno::EOPNOTSUPP });
        }
        let taking = taking(flags);
        if let Socket::Local(handle) = socket {
            // SAFETY: the caller's promise.
            return unsafe { local_messages::receive(handle, message, flags) };
        }
        let control_length = if message.msg_control.is_null() { 0 } else { message.msg_controllen as usize };
        message.msg_controllen = 0;
        message.msg_flags = 0;
        // SAFETY: the caller's promise.
        let elements = unsafe { elements(message)? };
        // SAFETY: the caller's promise.
        let room = unsafe { room_in(elements) };
        let handle = match socket {
            Socket::Datagrams(handle) => handle,
            Socket::Stream(handle) => {
                let moved = if flags & MSG_WAITALL != 0 && taking == Taking::Consume {
                    // SAFETY: the caller's promise.
                    unsafe { fill(socket, elements, 0, waits(flags))? }
                } else {
                    streams::receive(handle, room, taking, waits(flags))?
                };
                message.msg_namelen = 0;
                return Ok(moved);
            }
            Socket::Listener(_) | Socket::Local(_) => return Err(Errno::ENOTCONN),
        };
        let received = datagrams::receive(handle, room, flags & MSG_PEEK != 0, waits(flags))?;
        if !message.msg_name.is_null() {
            // SAFETY: the caller's promise.
            let room = unsafe { uninit_slice_mut(message.msg_name.cast(), message.msg_namelen as usize) };
            message.msg_namelen =
                received.source.map_or(0, |source| address::encode(source, room)) as socklen_t;
        }
        let is_cut = received.length > received.moved;
        // SAFETY: the caller's promise.
        let control = unsafe { uninit_slice_mut(message.msg_control.cast(), control_length) };
        let mut ancillary = Writer::new(control);
        packet_info::deliver(&received, &mut ancillary);
        let (length, is_whole) = ancillary.finish();
        message.msg_controllen = length as socklen_t;
        message.msg_flags = if is_cut { MSG_TRUNC } else { 0 } | if is_whole { 0 } else { MSG_CTRUNC };
        Ok(if flags & MSG_TRUNC != 0 { received.length } else { received.moved })
    }
}
