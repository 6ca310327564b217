//! `sendmsg` and `recvmsg` of local sockets: bytes, names and descriptors.

use super::ancillary::Writer;
use super::control::{elements, taking, waits};
use super::socket::Socket;
use super::transfer::{bytes_from, fill, room_in};
use super::{local, rights};
use crate::abi::{slice, uninit_slice_mut};
use crate::errno::Errno;
use crate::types::{c_int, c_void, msghdr, socklen_t};
use capos_rt::schema::abi::Handle;
use capos_rt::{MAX_RIGHTS, Taking};

// <sys/socket.h>.
const SOCK_STREAM: c_int = 1;
const MSG_CTRUNC: c_int = 0x8;
const MSG_TRUNC: c_int = 0x20;
const MSG_WAITALL: c_int = 0x100;
const MSG_NOSIGNAL: c_int = 0x4000;
const MSG_CMSG_CLOEXEC: c_int = 0x4000_0000;

/// # Safety
/// As for `Sockets::sendmsg`.
pub unsafe fn send(handle: Handle, message: &msghdr, flags: c_int) -> Result<usize, Errno> {
    let size = |pointer: *mut c_void, length: socklen_t| if pointer.is_null() { 0 } else { length as usize };
    // SAFETY: the caller's promise.
    let (bytes, name, control) = unsafe {
        (
            bytes_from(elements(message)?),
            slice(message.msg_name.cast::<u8>(), size(message.msg_name, message.msg_namelen)),
            slice(message.msg_control.cast::<u8>(), size(message.msg_control, message.msg_controllen)),
        )
    };
    let to = if name.is_empty() { None } else { Some(name) };
    let rights = rights::collect(control)?;
    local::send(handle, bytes, to, &rights, flags & MSG_NOSIGNAL == 0, waits(flags))
}

/// # Safety
/// As for `Sockets::recvmsg`.
pub unsafe fn receive(handle: Handle, message: &mut msghdr, flags: c_int) -> Result<usize, Errno> {
    let taking = taking(flags);
    let size = |pointer: *mut c_void, length: socklen_t| if pointer.is_null() { 0 } else { length as usize };
    // SAFETY: the caller's promise.
    let (elements, name, control) = unsafe {
        (
            elements(message)?,
            uninit_slice_mut(message.msg_name.cast(), size(message.msg_name, message.msg_namelen)),
            uninit_slice_mut(message.msg_control.cast(), size(message.msg_control, message.msg_controllen)),
        )
    };
    let mut arrived = [rights::NO_RIGHT; MAX_RIGHTS];
    let room = rights::room(control);
    let mut name_length = 0;
    // SAFETY: the caller's promise.
    let bytes = unsafe { room_in(elements) };
    let received = local::receive(handle, bytes, taking, waits(flags), &mut arrived[..room], |source| {
        name_length = if source.is_empty() { 0 } else { local::encode(source, name) };
    })?;
    let is_stream = local::type_of(handle)? == SOCK_STREAM;
    let mut ancillary = Writer::new(control);
    if let Some(sender) = received.sender {
        rights::tell_sender(sender, &mut ancillary);
    }
    rights::deliver(&arrived[..received.rights], &mut ancillary, flags & MSG_CMSG_CLOEXEC != 0);
    let (control_length, is_whole) = ancillary.finish();
    let mut moved = received.moved;
    if is_stream && flags & MSG_WAITALL != 0 && taking == Taking::Consume && moved > 0 {
        // SAFETY: the caller's promise.
        moved = unsafe { fill(Socket::Local(handle), elements, moved, waits(flags))? };
    }
    message.msg_namelen = name_length as socklen_t;
    message.msg_controllen = control_length as socklen_t;
    let is_cut = !is_stream && received.length > received.moved;
    let lost = received.rights_lost || !is_whole;
    message.msg_flags = if is_cut { MSG_TRUNC } else { 0 } | if lost { MSG_CTRUNC } else { 0 };
    Ok(if is_cut && flags & MSG_TRUNC != 0 { received.length } else { moved })
}
