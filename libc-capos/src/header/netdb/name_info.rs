//! From addresses to names.

use super::constants::*;
use super::errors::info_error;
use crate::abi::{slice, uninit_slice_mut};
use crate::name_service::{Address, by_address, name_of, service_at};
use crate::platform::{Sys, System};
use crate::socket_address::{self, AF_INET, AF_INET6};
use crate::types::{c_char, c_int, sockaddr, socklen_t};
use alloc::vec::Vec;
use capos_libc_engine::network::AddressText;
use core::mem::MaybeUninit;
use core::net::IpAddr;

const KNOWN_FLAGS: c_int =
    NI_NUMERICHOST | NI_NUMERICSERV | NI_NOFQDN | NI_NAMEREQD | NI_DGRAM | NI_NUMERICSCOPE;

/// The address and the port of a `sockaddr`'s bytes.
fn decode(bytes: &[u8]) -> Result<(Address, u16), c_int> {
    let family = socket_address::family(bytes).map_err(|_| EAI_FAMILY)?;
    if !matches!(family, AF_INET | AF_INET6) {
        return Err(EAI_FAMILY);
    }
    let address = socket_address::decode(bytes, family).map_err(|_| EAI_FAMILY)?;
    Ok((address.into(), address.port()))
}

/// Writes a text with its NUL.
fn store(text: &[u8], room: &mut [MaybeUninit<u8>]) -> Result<(), c_int> {
    if text.len() >= room.len() {
        return Err(EAI_OVERFLOW);
    }
    room[..text.len()].write_copy_of_slice(text);
    room[text.len()].write(0);
    Ok(())
}

fn numbers(address: Address, flags: c_int) -> Vec<u8> {
    let mut text = Vec::from(AddressText::new(address.ip).as_bytes());
    if address.scope != 0 {
        text.push(b'%');
        let is_near = matches!(address.ip, IpAddr::V6(ip) if ip.is_unicast_link_local() || ip.is_multicast());
        let name = if is_near && flags & NI_NUMERICSCOPE == 0 { name_of(address.scope).ok() } else { None };
        match name {
            Some(name) => text.extend(name.into_iter().take_while(|byte| *byte != 0)),
            None => text.extend_from_slice(alloc::format!("{}", address.scope).as_bytes()),
        }
    }
    text
}

/// A name without the domain, if that is this machine's own.
fn without_own_domain(mut name: Vec<u8>) -> Vec<u8> {
    let Ok(system) = Sys::uname() else { return name };
    let own: Vec<u8> =
        system.nodename.iter().map(|byte| byte.cast_unsigned()).take_while(|byte| *byte != 0).collect();
    let domain = |name: &[u8]| name.iter().position(|byte| *byte == b'.');
    if let (Some(at), Some(own_at)) = (domain(&name), domain(&own))
        && name[at..].eq_ignore_ascii_case(&own[own_at..])
    {
        name.truncate(at);
    }
    name
}

fn host(address: Address, flags: c_int) -> Result<Vec<u8>, c_int> {
    if flags & NI_NUMERICHOST != 0 {
        return if flags & NI_NAMEREQD != 0 { Err(EAI_NONAME) } else { Ok(numbers(address, flags)) };
    }
    match by_address(address) {
        Ok(found) if flags & NI_NOFQDN != 0 => Ok(without_own_domain(found.name)),
        Ok(found) => Ok(found.name),
        Err(error) if flags & NI_NAMEREQD != 0 => Err(match info_error(error) {
            EAI_NODATA => EAI_NONAME,
            error => error,
        }),
        Err(_) => Ok(numbers(address, flags)),
    }
}

fn service(port: u16, flags: c_int) -> Vec<u8> {
    let protocol: &[u8] = if flags & NI_DGRAM != 0 { b"udp" } else { b"tcp" };
    // A database that can not be read has no name for the port.
    let named = if flags & NI_NUMERICSERV != 0 { None } else { service_at(port, protocol).ok().flatten() };
    named.map_or_else(|| alloc::format!("{port}").into_bytes(), Vec::from)
}

fn look(
    bytes: &[u8],
    host_room: &mut [MaybeUninit<u8>],
    service_room: &mut [MaybeUninit<u8>],
    flags: c_int,
) -> Result<(), c_int> {
    if flags & !KNOWN_FLAGS != 0 {
        return Err(EAI_BADFLAGS);
    }
    let (address, port) = decode(bytes)?;
    if host_room.is_empty() && service_room.is_empty() {
        return Err(EAI_NONAME);
    }
    if !host_room.is_empty() {
        store(&host(address, flags)?, host_room)?;
    }
    if !service_room.is_empty() {
        store(&service(port, flags), service_room)?;
    }
    Ok(())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getnameinfo.html>
///
/// # Safety
/// `sa` has `salen` readable bytes, `node` and `service` have as many writable ones as their lengths say, or are NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getnameinfo(
    sa: *const sockaddr,
    salen: socklen_t,
    node: *mut c_char,
    nodelen: socklen_t,
    service: *mut c_char,
    servicelen: socklen_t,
    flags: c_int,
) -> c_int {
    let size = |pointer: *mut c_char, length: socklen_t| if pointer.is_null() { 0 } else { length as usize };
    // SAFETY: the caller's promise.
    let (bytes, node, service) = unsafe {
        (
            slice(sa.cast::<u8>(), salen as usize),
            uninit_slice_mut(node.cast(), size(node, nodelen)),
            uninit_slice_mut(service.cast(), size(service, servicelen)),
        )
    };
    look(bytes, node, service, flags).err().unwrap_or(0)
}
