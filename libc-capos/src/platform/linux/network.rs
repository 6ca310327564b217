//! `Network`: the kernel tells of its interfaces by messages (rtnetlink(7)).

use super::Linux;
use super::syscall::{args, int, nr, syscall};
use crate::descriptor::Descriptor;
use crate::errno::Errno;
use crate::platform::{Interface, InterfaceAddress, Network, Sockets};
use crate::types::c_int;
use alloc::vec::Vec;
use core::net::IpAddr;

const AF_NETLINK: c_int = 16;
const SOCK_RAW: c_int = 3;
const SOCK_CLOEXEC: c_int = 0o2000000;

const NLMSG_ERROR: u16 = 2;
const NLMSG_DONE: u16 = 3;
const RTM_NEWLINK: u16 = 16;
const RTM_GETLINK: u16 = 18;
const RTM_NEWADDR: u16 = 20;
const RTM_GETADDR: u16 = 22;
/// A request, and for everything.
const REQUEST_ALL: u16 = 0x301;

const IFLA_IFNAME: u16 = 3;
const IFA_ADDRESS: u16 = 1;
const IFA_LOCAL: u16 = 2;
const IFA_BROADCAST: u16 = 4;

/// Bytes of the heads: of a message, of what it says of an interface and of an address, of an attribute.
const HEAD: usize = 16;
const LINK: usize = 16;
const ADDRESS: usize = 8;
const ATTRIBUTE: usize = 4;
/// What one message of the kernel holds at most, and more.
const ROOM: usize = 16384;

fn read_u16(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|bytes| u16::from_ne_bytes(*bytes))
}

fn read_u32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_ne_bytes(*bytes))
}

/// Asks for everything of one kind and shows the messages, without their heads.
fn ask(socket: c_int, request: u16, mut each: impl FnMut(u16, &[u8]) -> Option<()>) -> Result<(), Errno> {
    let mut question = [0; HEAD + 1];
    question[..4].copy_from_slice(&(HEAD as u32 + 1).to_ne_bytes());
    question[4..6].copy_from_slice(&request.to_ne_bytes());
    question[6..8].copy_from_slice(&REQUEST_ALL.to_ne_bytes());
    let message = args([int(socket), question.as_ptr() as usize, question.len()]);
    // SAFETY: the question is readable.
    unsafe { syscall(nr::SENDTO, message) }?;
    let mut room = [0; ROOM];
    loop {
        // SAFETY: the room is writable.
        let length = unsafe { syscall(nr::READ, args([int(socket), room.as_mut_ptr() as usize, ROOM])) }?;
        let mut rest = &room[..length];
        while let Some(length) = read_u32(rest, 0) {
            let kind = read_u16(rest, 4).ok_or(Errno::EBADMSG)?;
            let message = rest.get(HEAD..length as usize).ok_or(Errno::EBADMSG)?;
            match kind {
                NLMSG_DONE => return Ok(()),
                NLMSG_ERROR => {
                    let error = read_u32(message, 0).map(|error| (error as c_int).wrapping_neg());
                    return Err(error.and_then(Errno::new).unwrap_or(Errno::EBADMSG));
                }
                kind => each(kind, message).ok_or(Errno::EBADMSG)?,
            }
            rest = rest.get((length as usize).next_multiple_of(4)..).unwrap_or_default();
        }
    }
}

/// The attributes behind the first `start` bytes of a message.
fn attributes(message: &[u8], start: usize, mut each: impl FnMut(u16, &[u8])) -> Option<()> {
    let mut rest = message.get(start..)?;
    while let Some(length) = read_u16(rest, 0) {
        let length = usize::from(length);
        each(read_u16(rest, 2)?, rest.get(ATTRIBUTE..length)?);
        rest = rest.get(length.next_multiple_of(4)..).unwrap_or_default();
    }
    Some(())
}

fn read_link(message: &[u8]) -> Option<Interface> {
    let (index, flags) = (read_u32(message, 4)?, read_u32(message, 8)?);
    let mut interface = Interface::new(index, b"", flags);
    attributes(message, LINK, |kind, value| {
        if kind == IFLA_IFNAME {
            let name = value.strip_suffix(b"\0").unwrap_or(value);
            interface = Interface::new(index, name, flags);
        }
    })?;
    Some(interface)
}

fn read_ip(bytes: &[u8]) -> Option<IpAddr> {
    match bytes.len() {
        4 => <[u8; 4]>::try_from(bytes).ok().map(IpAddr::from),
        _ => <[u8; 16]>::try_from(bytes).ok().map(IpAddr::from),
    }
}

/// An address and the index of its interface.
fn read_address(message: &[u8]) -> Option<(u32, InterfaceAddress)> {
    let (prefix_length, index) = (*message.get(1)?, read_u32(message, 4)?);
    let [mut address, mut local, mut broadcast] = [None; 3];
    attributes(message, ADDRESS, |kind, value| match kind {
        IFA_ADDRESS => address = read_ip(value),
        IFA_LOCAL => local = read_ip(value),
        IFA_BROADCAST => broadcast = read_ip(value),
        _ => {}
    })?;
    // Where there is a peer, the address is the peer's.
    let peer = address.filter(|address| local.is_some_and(|local| local != *address));
    let own = local.or(address)?;
    Some((index, InterfaceAddress { address: own, prefix_length, other: broadcast.or(peer) }))
}

impl Network for Linux {
    fn interfaces() -> Result<Vec<Interface>, Errno> {
        let socket = Descriptor(Linux::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, 0)?);
        let mut interfaces = Vec::new();
        ask(socket.0, RTM_GETLINK, |kind, message| {
            if kind == RTM_NEWLINK {
                interfaces.push(read_link(message)?);
            }
            Some(())
        })?;
        ask(socket.0, RTM_GETADDR, |kind, message| {
            // Of other families than the Internet's there are no addresses to tell.
            let found = if kind == RTM_NEWADDR { read_address(message) } else { None };
            if let Some((index, address)) = found {
                let owner = interfaces.iter_mut().find(|interface| interface.index == index);
                owner.into_iter().for_each(|owner| owner.addresses.push(address));
            }
            Some(())
        })?;
        Ok(interfaces)
    }
}
