//! Sockets: each method is one system call.

use super::Linux;
use super::syscall::{args, blocking, int, nr, syscall};
use crate::errno::Errno;
use crate::platform::{AddressRoom, Sockets};
use crate::types::{c_int, cmsghdr, msghdr, socklen_t};
use core::mem::MaybeUninit;
use core::ptr;

/// Ancillary data that one message sends at most; the kernel takes little more.
const MAX_CONTROL: usize = 1024;

/// Room for ancillary data with the alignment that its heads need.
#[repr(C, align(8))]
struct Control([u8; MAX_CONTROL]);

/// A call that fills an address: `[descriptor, address, length]`.
fn address_call(
    number: usize,
    fd: c_int,
    room: AddressRoom<'_>,
    flags: c_int,
) -> Result<(usize, usize), Errno> {
    let mut length = room.len() as socklen_t;
    let wanted = !room.is_empty();
    let (address, length_at) =
        if wanted { (room.as_mut_ptr() as usize, &raw mut length as usize) } else { (0, 0) };
    let arguments = args([int(fd), address, length_at, int(flags)]);
    // SAFETY: the room and its length are writable, or both are absent.
    let result = unsafe { blocking(number, arguments) }?;
    Ok((result, if wanted { length as usize } else { 0 }))
}

impl Sockets for Linux {
    fn socket(domain: c_int, kind: c_int, protocol: c_int) -> Result<c_int, Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::SOCKET, args([int(domain), int(kind), int(protocol)])) }.map(|fd| fd as c_int)
    }

    fn socketpair(domain: c_int, kind: c_int, protocol: c_int) -> Result<[c_int; 2], Errno> {
        let mut pair = [0; 2];
        let arguments = args([int(domain), int(kind), int(protocol), pair.as_mut_ptr() as usize]);
        // SAFETY: the pair is writable.
        unsafe { syscall(nr::SOCKETPAIR, arguments) }?;
        Ok(pair)
    }

    fn bind(fd: c_int, address: &[u8]) -> Result<(), Errno> {
        // SAFETY: the address is readable for its length.
        unsafe { syscall(nr::BIND, args([int(fd), address.as_ptr() as usize, address.len()])) }.map(drop)
    }

    fn connect(fd: c_int, address: &[u8]) -> Result<(), Errno> {
        // SAFETY: the address is readable for its length.
        unsafe { blocking(nr::CONNECT, args([int(fd), address.as_ptr() as usize, address.len()])) }.map(drop)
    }

    fn listen(fd: c_int, backlog: c_int) -> Result<(), Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::LISTEN, args([int(fd), int(backlog)])) }.map(drop)
    }

    fn accept(fd: c_int, address: AddressRoom<'_>, flags: c_int) -> Result<(c_int, usize), Errno> {
        address_call(nr::ACCEPT4, fd, address, flags).map(|(fd, length)| (fd as c_int, length))
    }

    fn getsockname(fd: c_int, address: AddressRoom<'_>) -> Result<usize, Errno> {
        named(nr::GETSOCKNAME, fd, address)
    }

    fn getpeername(fd: c_int, address: AddressRoom<'_>) -> Result<usize, Errno> {
        named(nr::GETPEERNAME, fd, address)
    }

    fn shutdown(fd: c_int, how: c_int) -> Result<(), Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::SHUTDOWN, args([int(fd), int(how)])) }.map(drop)
    }

    fn getsockopt(
        fd: c_int,
        level: c_int,
        name: c_int,
        value: &mut [MaybeUninit<u8>],
    ) -> Result<usize, Errno> {
        let mut length = value.len() as socklen_t;
        let (place, length_at) = (value.as_mut_ptr() as usize, &raw mut length as usize);
        // SAFETY: the value and its length are writable.
        unsafe { syscall(nr::GETSOCKOPT, args([int(fd), int(level), int(name), place, length_at])) }?;
        Ok(length as usize)
    }

    fn setsockopt(fd: c_int, level: c_int, name: c_int, value: &[u8]) -> Result<(), Errno> {
        let arguments = args([int(fd), int(level), int(name), value.as_ptr() as usize, value.len()]);
        // SAFETY: the value is readable for its length.
        unsafe { syscall(nr::SETSOCKOPT, arguments) }.map(drop)
    }

    unsafe fn sendmsg(fd: c_int, message: &msghdr, flags: c_int) -> Result<usize, Errno> {
        let mut copy = msghdr { __pad1: 0, __pad2: 0, ..*message };
        let mut control = Control([0; MAX_CONTROL]);
        if copy.msg_controllen > 0 {
            let length = copy.msg_controllen as usize;
            if length > MAX_CONTROL {
                return Err(Errno::ENOMEM);
            }
            // SAFETY: 1. the caller promises readable ancillary data; 2. it fits, by the check.
            unsafe { ptr::copy_nonoverlapping(copy.msg_control.cast(), control.0.as_mut_ptr(), length) };
            clear_padding(&mut control, length);
            copy.msg_control = control.0.as_mut_ptr().cast();
        }
        // SAFETY: the caller's promise; the ancillary data is a live copy.
        unsafe { blocking(nr::SENDMSG, args([int(fd), &raw const copy as usize, int(flags)])) }
    }

    unsafe fn recvmsg(fd: c_int, message: &mut msghdr, flags: c_int) -> Result<usize, Errno> {
        (message.__pad1, message.__pad2) = (0, 0);
        // SAFETY: the caller's promise.
        unsafe { blocking(nr::RECVMSG, args([int(fd), ptr::from_mut(message) as usize, int(flags)])) }
    }
}

/// The kernel refuses a room of no bytes without an address to put there.
fn named(number: usize, fd: c_int, room: AddressRoom<'_>) -> Result<usize, Errno> {
    let mut nothing = [MaybeUninit::uninit()];
    let mut length = room.len() as socklen_t;
    let place = if room.is_empty() { &mut nothing[..] } else { room };
    let arguments = args([int(fd), place.as_mut_ptr() as usize, &raw mut length as usize]);
    // SAFETY: the room is writable for the length that is said, and the length itself.
    unsafe { syscall(number, arguments) }?;
    Ok(length as usize)
}

/// The kernel's lengths of ancillary messages have 64 bits, the C type's 32 and padding that programs leave as it is.
fn clear_padding(control: &mut Control, length: usize) {
    let mut at = 0;
    while at + size_of::<cmsghdr>() <= length {
        // SAFETY: 1. the head lies in the copy; 2. the copy is aligned, and heads follow each other at multiples of 8.
        let head = unsafe { &mut *control.0.as_mut_ptr().add(at).cast::<cmsghdr>() };
        head.__pad1 = 0;
        at += (head.cmsg_len as usize).max(size_of::<cmsghdr>()).next_multiple_of(8);
    }
}
