//! IPv4 addresses as text, the older way.

use crate::abi::{Out, cstr};
use crate::types::{c_char, c_int, in_addr, in_addr_t};
use capos_libc_engine::network::{AddressText, parse_loose_ipv4, parse_numbers};
use core::cell::UnsafeCell;
use core::net::Ipv4Addr;

const NONE: in_addr_t = in_addr_t::MAX;

/// Room for the result of `inet_ntoa`, which callers do not share between threads.
struct Static(UnsafeCell<[u8; 16]>);
// SAFETY: POSIX lets `inet_ntoa` be unsafe to call from several threads at once.
unsafe impl Sync for Static {}

static TEXT: Static = Static(UnsafeCell::new([0; 16]));

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/inet_addr.html>
///
/// # Safety
/// `cp` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn inet_addr(cp: *const c_char) -> in_addr_t {
    // SAFETY: by the contract.
    parse_loose_ipv4(unsafe { cstr(cp) }.to_bytes()).map_or(NONE, u32::from_ne_bytes)
}

/// <https://man7.org/linux/man-pages/man3/inet_aton.3.html>
///
/// # Safety
/// `cp` is a string, `inp` points to room for an address or is null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn inet_aton(cp: *const c_char, inp: *mut in_addr) -> c_int {
    // SAFETY: by the contract.
    let Some(address) = parse_loose_ipv4(unsafe { cstr(cp) }.to_bytes()) else { return 0 };
    // SAFETY: by the contract.
    unsafe { Out::new(inp) }.write(in_addr { s_addr: u32::from_ne_bytes(address) });
    1
}

/// <https://man7.org/linux/man-pages/man3/inet_network.3.html>
///
/// # Safety
/// `cp` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn inet_network(cp: *const c_char) -> in_addr_t {
    // SAFETY: by the contract.
    let Some((numbers, count)) = parse_numbers(unsafe { cstr(cp) }.to_bytes()) else { return NONE };
    let bytes = &numbers[..count];
    if bytes.iter().any(|byte| *byte > 0xff) {
        return NONE;
    }
    bytes.iter().fold(0, |number, byte| number << 8 | byte)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/inet_addr.html>
#[unsafe(no_mangle)]
pub extern "C" fn inet_ntoa(r#in: in_addr) -> *mut c_char {
    let text = AddressText::new(Ipv4Addr::from(u32::from_be(r#in.s_addr)).into());
    let bytes = text.as_bytes();
    let room = TEXT.0.get().cast::<u8>();
    // SAFETY: 1. an IPv4 address has 15 characters at most; 2. nobody else uses the room, see `Static`.
    unsafe {
        core::ptr::copy_nonoverlapping(bytes.as_ptr(), room, bytes.len());
        room.add(bytes.len()).write(0);
    }
    room.cast()
}
