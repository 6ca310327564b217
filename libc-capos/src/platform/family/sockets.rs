//! Sockets. Addresses are the bytes of a `sockaddr` of whatever family.

use crate::errno::Errno;
use crate::types::{c_int, msghdr};
use core::mem::MaybeUninit;

/// Room for an address that the platform fills, as far as it fits; the result says how long the whole address is.
pub type AddressRoom<'a> = &'a mut [MaybeUninit<u8>];

pub trait Sockets {
    /// `kind` with `SOCK_CLOEXEC` and `SOCK_NONBLOCK`.
    fn socket(domain: c_int, kind: c_int, protocol: c_int) -> Result<c_int, Errno>;
    fn socketpair(domain: c_int, kind: c_int, protocol: c_int) -> Result<[c_int; 2], Errno>;
    fn bind(fd: c_int, address: &[u8]) -> Result<(), Errno>;
    fn connect(fd: c_int, address: &[u8]) -> Result<(), Errno>;
    fn listen(fd: c_int, backlog: c_int) -> Result<(), Errno>;
    /// The new descriptor, and the peer's address.
    fn accept(fd: c_int, address: AddressRoom<'_>, flags: c_int) -> Result<(c_int, usize), Errno>;
    fn getsockname(fd: c_int, address: AddressRoom<'_>) -> Result<usize, Errno>;
    fn getpeername(fd: c_int, address: AddressRoom<'_>) -> Result<usize, Errno>;
    fn shutdown(fd: c_int, how: c_int) -> Result<(), Errno>;
    /// The bytes of the value that were written.
    fn getsockopt(
        fd: c_int,
        level: c_int,
        name: c_int,
        value: &mut [MaybeUninit<u8>],
    ) -> Result<usize, Errno>;
    fn setsockopt(fd: c_int, level: c_int, name: c_int, value: &[u8]) -> Result<(), Errno>;

    /// # Safety
    /// Whatever the message points to is readable for the lengths that it says.
    unsafe fn sendmsg(fd: c_int, message: &msghdr, flags: c_int) -> Result<usize, Errno>;

    /// # Safety
    /// Whatever the message points to is writable for the lengths that it says.
    unsafe fn recvmsg(fd: c_int, message: &mut msghdr, flags: c_int) -> Result<usize, Errno>;
}
