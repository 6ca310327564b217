//! Where a socket is, and its peer.

use crate::abi::uninit_slice_mut;
use crate::errno::{self, Errno};
use crate::platform::{AddressRoom, Sockets, Sys};
use crate::types::{c_int, sockaddr, socklen_t};

/// Lets `fill` write an address; the length becomes that of the whole address. A null address is not wanted.
///
/// # Safety
/// `address` is null, or `length` points to the number of bytes that are writable there.
pub(super) unsafe fn store(
    address: *mut sockaddr,
    length: *mut socklen_t,
    fill: impl FnOnce(AddressRoom<'_>) -> Result<usize, Errno>,
) -> Result<(), Errno> {
    if address.is_null() {
        return fill(&mut []).map(drop);
    }
    if length.is_null() {
        return Err(Errno::EFAULT);
    }
    // SAFETY: not null, so by the contract it points to the length of the room.
    let room = unsafe { uninit_slice_mut(address.cast(), *length as usize) };
    let whole = fill(room)?;
    // SAFETY: as above.
    unsafe { *length = whole as socklen_t };
    Ok(())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getsockname.html>
///
/// # Safety
/// `address_len` points to the number of bytes that are writable at `addr`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getsockname(
    socket: c_int,
    addr: *mut sockaddr,
    address_len: *mut socklen_t,
) -> c_int {
    // SAFETY: by the contract.
    errno::status(unsafe { store(addr, address_len, |room| Sys::getsockname(socket, room)) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getpeername.html>
///
/// # Safety
/// As for `getsockname`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getpeername(
    socket: c_int,
    addr: *mut sockaddr,
    address_len: *mut socklen_t,
) -> c_int {
    // SAFETY: by the contract.
    errno::status(unsafe { store(addr, address_len, |room| Sys::getpeername(socket, room)) })
}
