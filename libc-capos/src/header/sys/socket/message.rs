//! Messages with addresses and ancillary data.

use crate::errno;
use crate::platform::{Sockets, Sys};
use crate::thread::cancellation;
use crate::types::{c_int, msghdr, ssize_t};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sendmsg.html>
///
/// # Safety
/// `message` points to a message whose pointers are readable for the lengths that it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sendmsg(socket: c_int, message: *const msghdr, flags: c_int) -> ssize_t {
    // SAFETY: by the contract.
    let sent = cancellation::point(|| unsafe { Sys::sendmsg(socket, &*message, flags) });
    errno::result(sent.map(|count| count as ssize_t))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/recvmsg.html>
///
/// # Safety
/// `message` points to a message whose pointers are writable for the lengths that it says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn recvmsg(socket: c_int, message: *mut msghdr, flags: c_int) -> ssize_t {
    // SAFETY: by the contract.
    let received = cancellation::point(|| unsafe { Sys::recvmsg(socket, &mut *message, flags) });
    errno::result(received.map(|count| count as ssize_t))
}
