//! Addresses of both families as text.

use crate::abi::{cstr, uninit_slice_mut};
use crate::errno::{self, Errno};
use crate::types::{c_char, c_int, c_void, socklen_t};
use capos_libc_engine::network::{AddressText, parse_ipv4, parse_ipv6};
use core::net::IpAddr;
use core::ptr;

const AF_INET: c_int = 2;
const AF_INET6: c_int = 10;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/inet_ntop.html>
///
/// # Safety
/// `src` points to the 4 or 16 bytes of an address of the family, `dst` to `size` writable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn inet_ntop(
    af: c_int,
    src: *const c_void,
    dst: *mut c_char,
    size: socklen_t,
) -> *const c_char {
    let address = match af {
        // SAFETY: by the contract.
        AF_INET => IpAddr::from(unsafe { src.cast::<[u8; 4]>().read_unaligned() }),
        // SAFETY: by the contract.
        AF_INET6 => IpAddr::from(unsafe { src.cast::<[u8; 16]>().read_unaligned() }),
        _ => {
            errno::set(Errno::EAFNOSUPPORT);
            return ptr::null();
        }
    };
    let text = AddressText::new(address);
    // SAFETY: by the contract.
    let room = unsafe { uninit_slice_mut(dst.cast(), size as usize) };
    let length = text.as_bytes().len();
    if room.len() <= length {
        errno::set(Errno::ENOSPC);
        return ptr::null();
    }
    room[..length].write_copy_of_slice(text.as_bytes());
    room[length].write(0);
    dst
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/inet_pton.html>
///
/// # Safety
/// `src` is a string, `dst` points to room for an address of the family.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn inet_pton(af: c_int, src: *const c_char, dst: *mut c_void) -> c_int {
    // SAFETY: by the contract.
    let text = unsafe { cstr(src) }.to_bytes();
    match af {
        AF_INET => parse_ipv4(text).map_or(0, |address| {
            // SAFETY: by the contract.
            unsafe { dst.cast::<[u8; 4]>().write_unaligned(address) };
            1
        }),
        AF_INET6 => parse_ipv6(text).map_or(0, |address| {
            // SAFETY: by the contract.
            unsafe { dst.cast::<[u8; 16]>().write_unaligned(address) };
            1
        }),
        _ => {
            errno::set(Errno::EAFNOSUPPORT);
            -1
        }
    }
}
