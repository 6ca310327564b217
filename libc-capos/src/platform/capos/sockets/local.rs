//! Sockets within the machine (`AF_UNIX`), by LocalSocket.

use super::super::descriptors::{self, O_CLOEXEC, O_NONBLOCK, O_RDWR};
use super::super::fs::masked;
use super::super::identity::namespace_in_use;
use super::super::path::{self, AT_FDCWD};
use super::super::signals;
use super::socket::{Socket, local};
use super::timeouts::Direction;
use super::transfer::{in_time, tell_of_broken_pipe};
use crate::errno::Errno;
use crate::platform::AddressRoom;
use crate::socket_address::{AF_UNSPEC, family};
use crate::types::c_int;
use capos_rt::call::{Bulk, Wait};
use capos_rt::schema::abi::Handle;
use capos_rt::{
    Capability, ChannelFactory, Interface, LocalName, LocalSocket, LocalSocketKind, Opened, ReceivedLocal,
    ReceivedRight, Taking, startup,
};

pub const AF_UNIX: u16 = 1;
const SOCK_STREAM: c_int = 1;
const SOCK_DGRAM: c_int = 2;
const SOCK_SEQPACKET: c_int = 5;
const SOCK_FLAGS: c_int = O_CLOEXEC | O_NONBLOCK;

/// Where the path begins in a `sockaddr_un`.
const PATH: usize = 2;

fn kind(kind: c_int, protocol: c_int) -> Result<LocalSocketKind, Errno> {
    if protocol != 0 && protocol != c_int::from(AF_UNIX) {
        return Err(Errno::EPROTONOSUPPORT);
    }
    match kind & !SOCK_FLAGS {
        SOCK_STREAM => Ok(LocalSocketKind::Stream),
        SOCK_DGRAM => Ok(LocalSocketKind::Datagram),
        SOCK_SEQPACKET => Ok(LocalSocketKind::Packets),
        _ => Err(Errno::ESOCKTNOSUPPORT),
    }
}

/// `SOCK_*` of a socket.
pub fn type_of(handle: Handle) -> Result<c_int, Errno> {
    Ok(match local(handle).state()?.kind {
        LocalSocketKind::Stream => SOCK_STREAM,
        LocalSocketKind::Datagram => SOCK_DGRAM,
        LocalSocketKind::Packets => SOCK_SEQPACKET,
    })
}

fn open(made: Capability<LocalSocket>, flags: c_int) -> Result<c_int, Errno> {
    if flags & O_NONBLOCK != 0 {
        made.set_flags((O_RDWR | O_NONBLOCK) as u32)?;
    }
    let opened = Opened { handle: made.into_handle(), interface: Some(Interface::LocalSocket) };
    descriptors::open(opened, flags & SOCK_FLAGS | O_RDWR)
}

/// Without a ChannelFactory there is no socket: `EACCES`.
pub fn create(flags: c_int, protocol: c_int) -> Result<c_int, Errno> {
    let kind = kind(flags, protocol)?;
    let factory = startup::granted_any::<ChannelFactory>().ok_or(Errno::EACCES)?;
    open(factory.create_socket(kind)?, flags)
}

pub fn create_pair(flags: c_int, protocol: c_int) -> Result<[c_int; 2], Errno> {
    let kind = kind(flags, protocol)?;
    let factory = startup::granted_any::<ChannelFactory>().ok_or(Errno::EACCES)?;
    let (one, other) = factory.create_socket_pair(kind)?;
    let one = open(one, flags)?;
    match open(other, flags) {
        Ok(other) => Ok([one, other]),
        Err(error) => {
            descriptors::close(one)?;
            Err(error)
        }
    }
}

/// The path of a `sockaddr_un`. Names that are no paths, which only Linux has, are nobody's authority here.
fn path_of(address: &[u8]) -> Result<&[u8], Errno> {
    if family(address)? != AF_UNIX {
        return Err(Errno::EINVAL);
    }
    let path = address.get(PATH..).unwrap_or_default();
    let end = path.iter().position(|byte| *byte == 0).unwrap_or(path.len());
    if end == 0 { Err(Errno::EINVAL) } else { Ok(&path[..end]) }
}

fn name_of(address: &[u8]) -> Result<LocalName<'_>, Errno> {
    let path = path_of(address)?;
    let namespace = path::namespace()?.handle();
    Ok(LocalName { namespace, path, directory: path::base(AT_FDCWD, path)? })
}

pub fn bind(handle: Handle, address: &[u8]) -> Result<(), Errno> {
    match local(handle).bind(name_of(address)?, masked(0o777)).map_err(Errno::from) {
        Err(Errno::EEXIST) => Err(Errno::EADDRINUSE),
        result => result,
    }
}

/// Sockets of different kinds do not talk to each other.
fn kinds_differ(error: Errno) -> Errno {
    if error == Errno::ENOTSUP { Errno::EPROTOTYPE } else { error }
}

pub fn connect(handle: Handle, address: &[u8]) -> Result<(), Errno> {
    let to = match family(address)? {
        AF_UNSPEC => None,
        _ => Some(name_of(address)?),
    };
    signals::interruptible(|| local(handle).connect(to)).map_err(kinds_differ)
}

pub fn accept(handle: Handle, room: AddressRoom<'_>, flags: c_int) -> Result<(c_int, usize), Errno> {
    if type_of(handle)? == SOCK_DGRAM {
        return Err(Errno::EOPNOTSUPP);
    }
    let accepted =
        in_time(Socket::Local(handle), Direction::Receive, Wait::Block, |wait| local(handle).accept(wait))?;
    let length = accepted.names(|_, remote| encode(remote, room))?;
    open(accepted, flags).map(|fd| (fd, length))
}

/// Writes a `sockaddr_un` as far as it fits; how long it is. An empty name is that of a socket without one.
pub fn encode(name: &[u8], room: AddressRoom<'_>) -> usize {
    let mut put = |at: usize, bytes: &[u8]| {
        let start = at.min(room.len());
        let fits = bytes.len().min(room.len() - start);
        room[start..start + fits].write_copy_of_slice(&bytes[..fits]);
    };
    put(0, &AF_UNIX.to_ne_bytes());
    if name.is_empty() {
        return PATH;
    }
    put(PATH, name);
    put(PATH + name.len(), &[0]);
    PATH + name.len() + 1
}

pub fn own_name(handle: Handle, room: AddressRoom<'_>) -> Result<usize, Errno> {
    Ok(local(handle).names(|own, _| encode(own, room))?)
}

pub fn peer_name(handle: Handle, room: AddressRoom<'_>) -> Result<usize, Errno> {
    local(handle).peer().map_err(Errno::from)?;
    Ok(local(handle).names(|_, remote| encode(remote, room))?)
}

/// Without a reader the writer gets SIGPIPE, if it is to have signals.
pub fn send(
    handle: Handle,
    mut bulk: Bulk<'_>,
    to: Option<&[u8]>,
    rights: &[u32],
    with_signal: bool,
    wait: Wait,
) -> Result<usize, Errno> {
    let to = to.map(name_of).transpose()?;
    // The kernel knows as whom the process started.
    let identity = namespace_in_use().map_or(Handle::NONE, |namespace| namespace.handle());
    let sent = in_time(Socket::Local(handle), Direction::Send, wait, |wait| {
        local(handle).send(bulk.reborrow(), to, rights, identity, wait)
    });
    match sent {
        Err(Errno::EPIPE) => tell_of_broken_pipe(sent, with_signal && type_of(handle)? != SOCK_DGRAM),
        Err(Errno::ELOOP) if !rights.is_empty() => Err(Errno::ETOOMANYREFS),
        sent => sent.map_err(kinds_differ),
    }
}

pub fn receive(
    handle: Handle,
    mut bulk: Bulk<'_>,
    taking: Taking,
    wait: Wait,
    rights: &mut [ReceivedRight],
    mut source: impl FnMut(&[u8]),
) -> Result<ReceivedLocal, Errno> {
    in_time(Socket::Local(handle), Direction::Receive, wait, |wait| {
        local(handle).receive(bulk.reborrow(), taking, wait, rights, &mut source)
    })
}

/// Bytes and nothing else.
pub fn receive_bytes(handle: Handle, bulk: Bulk<'_>, wait: Wait) -> Result<usize, Errno> {
    receive(handle, bulk, Taking::Consume, wait, &mut [], |_| ()).map(|received| received.moved)
}
