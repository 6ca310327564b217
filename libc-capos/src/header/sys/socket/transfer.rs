//! Bytes and datagrams: messages of one part without ancillary data.

use super::create::address;
use super::names::store;
use crate::errno::{self, Errno};
use crate::platform::{Sockets, Sys};
use crate::thread::cancellation;
use crate::types::{c_int, c_void, iovec, msghdr, size_t, sockaddr, socklen_t, ssize_t};
use core::ptr;

fn message(name: *mut c_void, name_length: socklen_t, part: &mut iovec) -> msghdr {
    msghdr {
        msg_name: name,
        msg_namelen: name_length,
        msg_iov: part,
        msg_iovlen: 1,
        __pad1: 0,
        msg_control: ptr::null_mut(),
        msg_controllen: 0,
        __pad2: 0,
        msg_flags: 0,
    }
}

/// # Safety
/// `buffer` points to `length` readable bytes.
unsafe fn send_bytes(
    socket: c_int,
    buffer: *const c_void,
    length: size_t,
    flags: c_int,
    to: Result<&[u8], Errno>,
) -> ssize_t {
    let sent = to.and_then(|to| {
        let mut part = iovec { iov_base: buffer.cast_mut(), iov_len: length };
        let name = if to.is_empty() { ptr::null_mut() } else { to.as_ptr().cast_mut().cast() };
        let message = message(name, to.len() as socklen_t, &mut part);
        // SAFETY: the caller's promise, and the address is a slice.
        cancellation::point(|| unsafe { Sys::sendmsg(socket, &message, flags) })
    });
    errno::result(sent.map(|count| count as ssize_t))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/send.html>
///
/// # Safety
/// `buffer` points to `length` readable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn send(socket: c_int, buffer: *const c_void, length: size_t, flags: c_int) -> ssize_t {
    // SAFETY: the same contract.
    unsafe { send_bytes(socket, buffer, length, flags, Ok(&[])) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sendto.html>
///
/// # Safety
/// As for `send`; `dest_addr` points to `dest_len` readable bytes, or is null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sendto(
    socket: c_int,
    buffer: *const c_void,
    length: size_t,
    flags: c_int,
    dest_addr: *const sockaddr,
    dest_len: socklen_t,
) -> ssize_t {
    let length_of_address = if dest_addr.is_null() { 0 } else { dest_len };
    // SAFETY: the same contract.
    unsafe { send_bytes(socket, buffer, length, flags, address(dest_addr, length_of_address)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/recv.html>
///
/// # Safety
/// `buffer` points to `length` writable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn recv(socket: c_int, buffer: *mut c_void, length: size_t, flags: c_int) -> ssize_t {
    // SAFETY: the same contract.
    unsafe { receive_bytes(socket, buffer, length, flags, ptr::null_mut(), ptr::null_mut()) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/recvfrom.html>
///
/// # Safety
/// As for `recv`; `addr` is null, or `address_len` points to the number of bytes that are writable there.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn recvfrom(
    socket: c_int,
    buffer: *mut c_void,
    length: size_t,
    flags: c_int,
    addr: *mut sockaddr,
    address_len: *mut socklen_t,
) -> ssize_t {
    // SAFETY: the same contract.
    unsafe { receive_bytes(socket, buffer, length, flags, addr, address_len) }
}

/// # Safety
/// As for `recvfrom`.
unsafe fn receive_bytes(
    socket: c_int,
    buffer: *mut c_void,
    length: size_t,
    flags: c_int,
    from: *mut sockaddr,
    from_length: *mut socklen_t,
) -> ssize_t {
    let mut count = 0;
    // SAFETY: the caller's promise.
    let stored = unsafe {
        store(from, from_length, |room| {
            let mut part = iovec { iov_base: buffer, iov_len: length };
            let name = if room.is_empty() { ptr::null_mut() } else { room.as_mut_ptr().cast() };
            let mut message = message(name, room.len() as socklen_t, &mut part);
            count = cancellation::point(|| Sys::recvmsg(socket, &mut message, flags))?;
            Ok(message.msg_namelen as usize)
        })
    };
    errno::result(stored.map(|()| count as ssize_t))
}
