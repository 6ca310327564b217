//! Services and their ports.

use crate::abi::{cstr, cstr_or_null};
use crate::name_service::SERVICES;
use crate::sync::Mutex;
use crate::types::{c_char, c_int, servent, size_t};
use crate::users::{self, Kept};
use capos_libc_engine::network::ServiceLine;
use core::ffi::CStr;

/// What the functions without a buffer return, until the next of them.
static LAST: Mutex<Kept<servent>> = Mutex::new(Kept::new());

fn speaks(line: &ServiceLine<'_>, protocol: Option<&CStr>) -> bool {
    protocol.is_none_or(|protocol| protocol.to_bytes() == line.protocol)
}

fn named<'a>(name: &'a CStr, protocol: Option<&'a CStr>) -> impl Fn(&[u8]) -> bool + 'a {
    move |line| {
        ServiceLine::parse(line).is_some_and(|line| speaks(&line, protocol) && line.has(name.to_bytes()))
    }
}

/// The port is in the order of the network.
fn at(port: c_int, protocol: Option<&CStr>) -> impl Fn(&[u8]) -> bool + '_ {
    move |line| {
        ServiceLine::parse(line)
            .is_some_and(|line| speaks(&line, protocol) && c_int::from(line.port.to_be()) == port)
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endservent.html>
///
/// # Safety
/// `name` is a string, `proto` is NULL or a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getservbyname(name: *const c_char, proto: *const c_char) -> *mut servent {
    // SAFETY: the caller's promise.
    let (name, protocol) = unsafe { (cstr(name), cstr_or_null(proto)) };
    users::keep(&LAST, |place| users::find(&SERVICES, named(name, protocol), place))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endservent.html>
///
/// # Safety
/// `proto` is NULL or a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getservbyport(port: c_int, proto: *const c_char) -> *mut servent {
    // SAFETY: the caller's promise.
    let protocol = unsafe { cstr_or_null(proto) };
    users::keep(&LAST, |place| users::find(&SERVICES, at(port, protocol), place))
}

/// `getservbyname` with memory of the caller's (GNU).
///
/// # Safety
/// `name` is a string, `proto` is NULL or a string; `record` and `result` are writable, `buffer` for `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getservbyname_r(
    name: *const c_char,
    proto: *const c_char,
    record: *mut servent,
    buffer: *mut c_char,
    size: size_t,
    result: *mut *mut servent,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        let wanted = named(cstr(name), cstr_or_null(proto));
        users::fill(&SERVICES, wanted, record, buffer, size, result)
    }
}

/// `getservbyport` with memory of the caller's (GNU).
///
/// # Safety
/// As for `getservbyname_r`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getservbyport_r(
    port: c_int,
    proto: *const c_char,
    record: *mut servent,
    buffer: *mut c_char,
    size: size_t,
    result: *mut *mut servent,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { users::fill(&SERVICES, at(port, cstr_or_null(proto)), record, buffer, size, result) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endservent.html>
#[unsafe(no_mangle)]
pub extern "C" fn getservent() -> *mut servent {
    users::keep_next(&SERVICES, &LAST)
}

/// `getservent` with memory of the caller's (GNU).
///
/// # Safety
/// `record` and `result` are writable, `buffer` for `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getservent_r(
    record: *mut servent,
    buffer: *mut c_char,
    size: size_t,
    result: *mut *mut servent,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { users::fill_next(&SERVICES, record, buffer, size, result) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endservent.html>
#[unsafe(no_mangle)]
pub extern "C" fn setservent(_stay_open: c_int) {
    SERVICES.rewind();
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endservent.html>
#[unsafe(no_mangle)]
pub extern "C" fn endservent() {
    SERVICES.rewind();
}
