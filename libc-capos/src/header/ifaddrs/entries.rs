//! The addresses of the machine (4.4BSD, and every system since).

use crate::errno::{self, Errno};
use crate::heap;
use crate::name_service::Address;
use crate::platform::{Interface, InterfaceAddress, Network, Sys};
use crate::socket_address::storage;
use crate::types::{c_char, c_int, c_uint, c_void, sockaddr, sockaddr_storage};
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use core::ptr;

/// One address of an interface. Its C text stands in the header's template.
#[repr(C)]
pub struct ifaddrs {
    pub ifa_next: *mut ifaddrs,
    pub ifa_name: *mut c_char,
    pub ifa_flags: c_uint,
    pub ifa_addr: *mut sockaddr,
    pub ifa_netmask: *mut sockaddr,
    /// In C a union of two pointers: where one reaches everybody, or the peer.
    pub ifa_ifu: *mut sockaddr,
    pub ifa_data: *mut c_void,
}

/// An entry with what it points to, in one block of the heap.
#[repr(C)]
struct Entry {
    head: ifaddrs,
    name: [u8; 16],
    address: sockaddr_storage,
    mask: sockaddr_storage,
    other: sockaddr_storage,
}

fn mask(found: &InterfaceAddress) -> IpAddr {
    let length = u32::from(found.prefix_length);
    match found.address {
        IpAddr::V4(_) => {
            let hosts = u32::MAX.checked_shr(length).unwrap_or(0);
            Ipv4Addr::from_bits(!hosts).into()
        }
        IpAddr::V6(_) => {
            let hosts = u128::MAX.checked_shr(length).unwrap_or(0);
            Ipv6Addr::from_bits(!hosts).into()
        }
    }
}

fn entry(interface: &Interface, found: &InterfaceAddress) -> Result<*mut ifaddrs, Errno> {
    let place = heap::allocate(size_of::<Entry>())?.cast::<Entry>();
    let scope = match found.address {
        IpAddr::V6(ip) if ip.is_unicast_link_local() => interface.index,
        _ => 0,
    };
    let (address, _) = storage(Address { ip: found.address, scope }.at_port(0));
    let (mask, _) = storage(SocketAddr::new(mask(found), 0));
    let other = found.other.map(|ip| storage(SocketAddr::new(ip, 0)).0);
    // SAFETY: the block is new and has room for an entry.
    unsafe {
        (&raw mut (*place).name).write(interface.name);
        (&raw mut (*place).address).write(address);
        (&raw mut (*place).mask).write(mask);
        let other_place = other.map_or(ptr::null_mut(), |other| {
            (&raw mut (*place).other).write(other);
            (&raw mut (*place).other).cast()
        });
        (&raw mut (*place).head).write(ifaddrs {
            ifa_next: ptr::null_mut(),
            ifa_name: (&raw mut (*place).name).cast(),
            ifa_flags: interface.flags,
            ifa_addr: (&raw mut (*place).address).cast(),
            ifa_netmask: (&raw mut (*place).mask).cast(),
            ifa_ifu: other_place,
            ifa_data: ptr::null_mut(),
        });
        Ok(&raw mut (*place).head)
    }
}

/// # Safety
/// `list` is NULL or the first of entries that nobody uses any more.
unsafe fn free(mut list: *mut ifaddrs) {
    while !list.is_null() {
        // SAFETY: each entry is a block of the heap.
        unsafe {
            let next = (*list).ifa_next;
            heap::free(list.cast());
            list = next;
        }
    }
}

fn list() -> Result<*mut ifaddrs, Errno> {
    let interfaces = Sys::interfaces()?;
    let mut first = ptr::null_mut::<ifaddrs>();
    let mut place = &raw mut first;
    let all = interfaces.iter().flat_map(|one| one.addresses.iter().map(move |address| (one, address)));
    for (interface, address) in all {
        match entry(interface, address) {
            // SAFETY: the place is `first`, or in the entry that was made before.
            Ok(made) => unsafe {
                *place = made;
                place = &raw mut (*made).ifa_next;
            },
            Err(error) => {
                // SAFETY: nobody has seen the entries.
                unsafe { free(first) };
                return Err(error);
            }
        }
    }
    Ok(first)
}

/// <https://man7.org/linux/man-pages/man3/getifaddrs.3.html>
///
/// # Safety
/// `addresses` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getifaddrs(addresses: *mut *mut ifaddrs) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(list().map(|list| unsafe { addresses.write(list) }))
}

/// <https://man7.org/linux/man-pages/man3/getifaddrs.3.html>
///
/// # Safety
/// `addresses` came from `getifaddrs`, and nobody uses it any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn freeifaddrs(addresses: *mut ifaddrs) {
    // SAFETY: the caller's promise.
    unsafe { free(addresses) }
}
