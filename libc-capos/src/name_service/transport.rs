//! How messages travel to name servers: datagrams from a connected socket with a port of its own for each try, or a
//! stream.

use super::address::Address;
use super::interfaces;
use crate::descriptor::Descriptor;
use crate::entropy;
use crate::errno::Errno;
use crate::header::time::CLOCK_MONOTONIC;
use crate::platform::{Clock, Sockets, Sys, Waiting};
use crate::socket_address;
use crate::types::{c_int, c_short, c_void, iovec, msghdr, pollfd, timespec};
use alloc::vec;
use alloc::vec::Vec;
use capos_libc_engine::network::{Server, Transport, Trouble};
use core::mem::MaybeUninit;
use core::ptr;

const SOCK_STREAM: c_int = 1;
const SOCK_DGRAM: c_int = 2;
const SOCK_NONBLOCK: c_int = 0o4000;
const SOCK_CLOEXEC: c_int = 0o2000000;
const SOL_SOCKET: c_int = 1;
const SO_ERROR: c_int = 4;
const MSG_DONTWAIT: c_int = 0x40;
const MSG_NOSIGNAL: c_int = 0x4000;
const POLLIN: c_short = 1;
const POLLOUT: c_short = 4;
const SECOND: i64 = 1_000_000_000;

/// The socket of the try that is going on, and when that ends.
pub struct NameServers {
    socket: Option<Descriptor>,
    deadline: i64,
}

/// What an error of the system says about the search.
fn trouble(error: Errno) -> Trouble<Errno> {
    match error {
        Errno::EMFILE | Errno::ENFILE | Errno::ENOMEM | Errno::ENOBUFS | Errno::ENOSYS => {
            Trouble::Fatal(error)
        }
        _ => Trouble::Server,
    }
}

fn now() -> Result<i64, Trouble<Errno>> {
    let now = Sys::clock_gettime(CLOCK_MONOTONIC).map_err(trouble)?;
    Ok(now.tv_sec * SECOND + now.tv_nsec)
}

/// Opens a socket to the server.
fn connect(server: &Server, kind: c_int) -> Result<Descriptor, Trouble<Errno>> {
    let scope = interfaces::scope(server.address, &server.zone).ok_or(Trouble::Server)?;
    let to = Address { ip: server.address, scope };
    let socket = Sys::socket(to.family(), kind | SOCK_CLOEXEC, 0).map_err(|error| match error {
        // A machine without IPv6; and without authority no other server is better.
        Errno::EAFNOSUPPORT => Trouble::Server,
        error => Trouble::Fatal(error),
    })?;
    let socket = Descriptor(socket);
    let (bytes, length) = socket_address::bytes(to.at_port(server.port));
    match Sys::connect(socket.0, &bytes[..length]) {
        Ok(()) | Err(Errno::EINPROGRESS) => Ok(socket),
        Err(error) => Err(trouble(error)),
    }
}

/// Waits for an event on a socket; false when it is time.
fn wait(socket: c_int, events: c_short, deadline: i64) -> Result<bool, Trouble<Errno>> {
    loop {
        let left = deadline - now()?;
        if left <= 0 {
            return Ok(false);
        }
        let time = timespec { tv_sec: left / SECOND, tv_nsec: left % SECOND };
        let mut watched = [pollfd { fd: socket, events, revents: 0 }];
        match Sys::poll(&mut watched, Some(&time), None) {
            Ok(0) => return Ok(false),
            Ok(_) => return Ok(true),
            Err(Errno::EINTR) => {}
            Err(error) => return Err(trouble(error)),
        }
    }
}

fn message(part: &mut iovec) -> msghdr {
    msghdr {
        msg_name: ptr::null_mut(),
        msg_namelen: 0,
        msg_iov: part,
        msg_iovlen: 1,
        __pad1: 0,
        msg_control: ptr::null_mut(),
        msg_controllen: 0,
        __pad2: 0,
        msg_flags: 0,
    }
}

fn send(socket: c_int, bytes: &[u8], flags: c_int) -> Result<usize, Errno> {
    let base = bytes.as_ptr().cast_mut().cast::<c_void>();
    let mut part = iovec { iov_base: base, iov_len: bytes.len() };
    let message = message(&mut part);
    loop {
        // SAFETY: the message has one part, which is readable.
        match unsafe { Sys::sendmsg(socket, &message, flags | MSG_NOSIGNAL) } {
            Err(Errno::EINTR) => {}
            sent => return sent,
        }
    }
}

fn receive(socket: c_int, room: &mut [u8]) -> Result<usize, Errno> {
    let mut part = iovec { iov_base: room.as_mut_ptr().cast(), iov_len: room.len() };
    let mut message = message(&mut part);
    // SAFETY: the message has one part, which is writable.
    unsafe { Sys::recvmsg(socket, &mut message, MSG_DONTWAIT) }
}

/// Sends all bytes of a stream.
fn send_all(socket: c_int, mut bytes: &[u8], deadline: i64) -> Result<(), Trouble<Errno>> {
    while !bytes.is_empty() {
        if !wait(socket, POLLOUT, deadline)? {
            return Err(Trouble::Server);
        }
        match send(socket, bytes, MSG_DONTWAIT) {
            Ok(sent) => bytes = &bytes[sent..],
            Err(Errno::EAGAIN) => {}
            Err(error) => return Err(trouble(error)),
        }
    }
    Ok(())
}

/// Fills a room from a stream.
fn receive_all(socket: c_int, room: &mut [u8], deadline: i64) -> Result<(), Trouble<Errno>> {
    let mut filled = 0;
    while filled < room.len() {
        if !wait(socket, POLLIN, deadline)? {
            return Err(Trouble::Server);
        }
        match receive(socket, &mut room[filled..]) {
            Ok(0) => return Err(Trouble::Server),
            Ok(count) => filled += count,
            Err(Errno::EAGAIN | Errno::EINTR) => {}
            Err(error) => return Err(trouble(error)),
        }
    }
    Ok(())
}

/// How a connection that was begun has ended.
fn connected(socket: c_int, deadline: i64) -> Result<(), Trouble<Errno>> {
    let mut error = [MaybeUninit::new(0); size_of::<c_int>()];
    if !wait(socket, POLLOUT, deadline)? {
        return Err(Trouble::Server);
    }
    Sys::getsockopt(socket, SOL_SOCKET, SO_ERROR, &mut error).map_err(trouble)?;
    // SAFETY: all bytes were initialized above, whatever of them the call wrote.
    let error = c_int::from_ne_bytes(error.map(|byte| unsafe { byte.assume_init() }));
    if error == 0 { Ok(()) } else { Err(Trouble::Server) }
}

impl NameServers {
    pub const fn new() -> Self {
        NameServers { socket: None, deadline: 0 }
    }

    fn socket(&self) -> Result<c_int, Trouble<Errno>> {
        self.socket.as_ref().map(|socket| socket.0).ok_or(Trouble::Server)
    }
}

impl Transport for NameServers {
    type Error = Errno;

    fn begin(&mut self, server: &Server, seconds: u32) -> Result<(), Trouble<Errno>> {
        // The port of the last try is given up: what comes there late is nobody's.
        self.socket = None;
        self.socket = Some(connect(server, SOCK_DGRAM)?);
        self.deadline = now()? + i64::from(seconds) * SECOND;
        Ok(())
    }

    fn send(&mut self, message: &[u8]) -> Result<(), Trouble<Errno>> {
        send(self.socket()?, message, 0).map(drop).map_err(trouble)
    }

    fn receive(&mut self, room: &mut [u8]) -> Result<Option<usize>, Trouble<Errno>> {
        let socket = self.socket()?;
        while wait(socket, POLLIN, self.deadline)? {
            match receive(socket, room) {
                Ok(length) => return Ok(Some(length)),
                // Somebody's datagram with a wrong checksum.
                Err(Errno::EAGAIN | Errno::EINTR) => {}
                Err(error) => return Err(trouble(error)),
            }
        }
        Ok(None)
    }

    fn converse(&mut self, server: &Server, seconds: u32, query: &[u8]) -> Result<Vec<u8>, Trouble<Errno>> {
        let deadline = now()? + i64::from(seconds) * SECOND;
        let socket = connect(server, SOCK_STREAM | SOCK_NONBLOCK)?;
        connected(socket.0, deadline)?;
        // Each message has its length in front (RFC 1035, section 4.2.2).
        let mut framed = Vec::from((query.len() as u16).to_be_bytes());
        framed.extend_from_slice(query);
        send_all(socket.0, &framed, deadline)?;
        let mut length = [0; 2];
        receive_all(socket.0, &mut length, deadline)?;
        let mut answer = vec![0; usize::from(u16::from_be_bytes(length))];
        receive_all(socket.0, &mut answer, deadline)?;
        Ok(answer)
    }

    fn id(&mut self) -> u16 {
        entropy::number() as u16
    }
}
