//! Sockets and their connections.

use super::names::store;
use crate::abi::{Out, slice};
use crate::errno::{self, Errno};
use crate::platform::{Sockets, Sys};
use crate::thread::cancellation;
use crate::types::{c_int, sockaddr, socklen_t};

/// The bytes of an address.
///
/// # Safety
/// `address` points to `length` readable bytes that nobody changes during `'a`, or is null.
pub(super) unsafe fn address<'a>(address: *const sockaddr, length: socklen_t) -> Result<&'a [u8], Errno> {
    if address.is_null() && length > 0 {
        return Err(Errno::EFAULT);
    }
    // SAFETY: the caller's promise.
    Ok(unsafe { slice(address.cast(), length as usize) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/socket.html>
#[unsafe(no_mangle)]
pub extern "C" fn socket(domain: c_int, r#type: c_int, protocol: c_int) -> c_int {
    errno::result(Sys::socket(domain, r#type, protocol))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/socketpair.html>
///
/// # Safety
/// `socket_vector` points to room for two descriptors.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn socketpair(
    domain: c_int,
    r#type: c_int,
    protocol: c_int,
    socket_vector: *mut c_int,
) -> c_int {
    errno::status(Sys::socketpair(domain, r#type, protocol).map(|pair| {
        // SAFETY: by the contract.
        unsafe { Out::new(socket_vector.cast::<[c_int; 2]>()) }.write(pair);
    }))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/bind.html>
///
/// # Safety
/// `addr` points to `address_len` readable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bind(socket: c_int, addr: *const sockaddr, address_len: socklen_t) -> c_int {
    // SAFETY: by the contract.
    let address = unsafe { address(addr, address_len) };
    errno::status(address.and_then(|address| Sys::bind(socket, address)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/connect.html>
///
/// # Safety
/// `addr` points to `address_len` readable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn connect(socket: c_int, addr: *const sockaddr, address_len: socklen_t) -> c_int {
    // SAFETY: by the contract.
    let address = unsafe { address(addr, address_len) };
    errno::status(address.and_then(|address| cancellation::point(|| Sys::connect(socket, address))))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/listen.html>
#[unsafe(no_mangle)]
pub extern "C" fn listen(socket: c_int, backlog: c_int) -> c_int {
    errno::status(Sys::listen(socket, backlog))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/accept.html>
///
/// # Safety
/// `addr` is null, or `address_len` points to the number of bytes that are writable there.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn accept(socket: c_int, addr: *mut sockaddr, address_len: *mut socklen_t) -> c_int {
    // SAFETY: the same contract.
    unsafe { accept_with(socket, addr, address_len, 0) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/accept4.html>
///
/// # Safety
/// As for `accept`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn accept4(
    socket: c_int,
    addr: *mut sockaddr,
    address_len: *mut socklen_t,
    flag: c_int,
) -> c_int {
    // SAFETY: the same contract.
    unsafe { accept_with(socket, addr, address_len, flag) }
}

/// # Safety
/// As for `accept`.
unsafe fn accept_with(socket: c_int, address: *mut sockaddr, length: *mut socklen_t, flags: c_int) -> c_int {
    let mut accepted = -1;
    // SAFETY: the caller's promise.
    let stored = unsafe {
        store(address, length, |room| {
            let (fd, whole) = cancellation::point(|| Sys::accept(socket, room, flags))?;
            accepted = fd;
            Ok(whole)
        })
    };
    errno::result(stored.map(|()| accepted))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/shutdown.html>
#[unsafe(no_mangle)]
pub extern "C" fn shutdown(socket: c_int, how: c_int) -> c_int {
    errno::status(Sys::shutdown(socket, how))
}
