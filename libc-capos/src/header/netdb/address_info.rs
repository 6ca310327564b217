//! From names to addresses.

use super::constants::{AI_CANONNAME, EAI_MEMORY, EAI_NONAME};
use super::request::{Endpoint, Hosts, Request};
use crate::abi::cstr_or_null;
use crate::heap;
use crate::name_service::{AF_UNSPEC, Address};
use crate::socket_address;
use crate::types::{addrinfo, c_char, c_int, sockaddr_storage};
use core::ffi::CStr;
use core::ptr;

/// A result with its address behind it, in one block of the heap.
#[repr(C)]
struct Entry {
    info: addrinfo,
    address: sockaddr_storage,
}

fn entry(address: Address, endpoint: Endpoint, flags: c_int) -> Result<*mut addrinfo, c_int> {
    let place = heap::allocate(size_of::<Entry>()).map_err(|_| EAI_MEMORY)?.cast::<Entry>();
    let (storage, length) = socket_address::storage(address.at_port(endpoint.port));
    // SAFETY: the block is new and has room for an entry.
    unsafe {
        (&raw mut (*place).address).write(storage);
        (&raw mut (*place).info).write(addrinfo {
            ai_flags: flags,
            ai_family: address.family(),
            ai_socktype: endpoint.kind,
            ai_protocol: endpoint.protocol,
            ai_addrlen: length as u32,
            ai_addr: (&raw mut (*place).address).cast(),
            ai_canonname: ptr::null_mut(),
            ai_next: ptr::null_mut(),
        });
        Ok(&raw mut (*place).info)
    }
}

/// # Safety
/// `list` is NULL or the first of results that nobody uses any more.
unsafe fn free(mut list: *mut addrinfo) {
    while !list.is_null() {
        // SAFETY: each result is a block of the heap, and so is its name.
        unsafe {
            let next = (*list).ai_next;
            heap::free((*list).ai_canonname.cast());
            heap::free(list.cast());
            list = next;
        }
    }
}

/// All addresses for all sockets, as a list.
fn list(hosts: &Hosts, endpoints: &[Endpoint], flags: c_int) -> Result<*mut addrinfo, c_int> {
    let mut first = ptr::null_mut::<addrinfo>();
    let mut place = &raw mut first;
    let pairs =
        hosts.addresses.iter().flat_map(|host| endpoints.iter().map(move |endpoint| (host, endpoint)));
    for (host, endpoint) in pairs {
        match entry(*host, *endpoint, flags) {
            // SAFETY: the place is `first`, or in the result that was made before.
            Ok(made) => unsafe {
                *place = made;
                place = &raw mut (*made).ai_next;
            },
            Err(error) => {
                // SAFETY: nobody has seen the results.
                unsafe { free(first) };
                return Err(error);
            }
        }
    }
    if let Some(name) = hosts.canonical.as_ref().filter(|_| flags & AI_CANONNAME != 0 && !first.is_null()) {
        // SAFETY: the name is readable for its length.
        match unsafe { heap::string(name.as_ptr().cast(), name.len()) } {
            // SAFETY: `first` was made above.
            Ok(copy) => unsafe { (*first).ai_canonname = copy },
            Err(_) => {
                // SAFETY: as above.
                unsafe { free(first) };
                return Err(EAI_MEMORY);
            }
        }
    }
    Ok(first)
}

fn look(node: Option<&CStr>, service: Option<&CStr>, request: Request) -> Result<*mut addrinfo, c_int> {
    if node.is_none() && service.is_none() {
        return Err(EAI_NONAME);
    }
    request.check(node.is_some())?;
    let endpoints = request.endpoints(service.map(CStr::to_bytes))?;
    let hosts = request.hosts(node.map(CStr::to_bytes))?;
    list(&hosts, &endpoints, request.flags)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/freeaddrinfo.html>
///
/// # Safety
/// `nodename` and `servname` are NULL or strings, `hints` is NULL or readable, `res` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getaddrinfo(
    nodename: *const c_char,
    servname: *const c_char,
    hints: *const addrinfo,
    res: *mut *mut addrinfo,
) -> c_int {
    // SAFETY: the caller's promise.
    let (node, service, hints) = unsafe { (cstr_or_null(nodename), cstr_or_null(servname), hints.as_ref()) };
    let none = Request { flags: 0, family: AF_UNSPEC, kind: 0, protocol: 0 };
    let request = hints.map_or(none, |hints| Request {
        flags: hints.ai_flags,
        family: hints.ai_family,
        kind: hints.ai_socktype,
        protocol: hints.ai_protocol,
    });
    match look(node, service, request) {
        Ok(list) => {
            // SAFETY: the caller's promise.
            unsafe { res.write(list) };
            0
        }
        Err(error) => error,
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/freeaddrinfo.html>
///
/// # Safety
/// `ai` is what `getaddrinfo` gave, or the rest of it, and nobody uses it any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn freeaddrinfo(ai: *mut addrinfo) {
    // SAFETY: the caller's promise.
    unsafe { free(ai) }
}
