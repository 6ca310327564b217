//! Protocols and their numbers.

use crate::abi::cstr;
use crate::name_service::PROTOCOLS;
use crate::sync::Mutex;
use crate::types::{c_char, c_int, protoent, size_t};
use crate::users::{self, Kept};
use capos_libc_engine::network::ProtocolLine;
use core::ffi::CStr;

/// What the functions without a buffer return, until the next of them.
static LAST: Mutex<Kept<protoent>> = Mutex::new(Kept::new());

fn named(name: &CStr) -> impl Fn(&[u8]) -> bool + '_ {
    move |line| ProtocolLine::parse(line).is_some_and(|line| line.has(name.to_bytes()))
}

fn numbered(number: c_int) -> impl Fn(&[u8]) -> bool {
    move |line| ProtocolLine::parse(line).is_some_and(|line| c_int::from(line.number) == number)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endprotoent.html>
///
/// # Safety
/// `name` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getprotobyname(name: *const c_char) -> *mut protoent {
    // SAFETY: the caller's promise.
    let name = unsafe { cstr(name) };
    users::keep(&LAST, |place| users::find(&PROTOCOLS, named(name), place))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endprotoent.html>
#[unsafe(no_mangle)]
pub extern "C" fn getprotobynumber(proto: c_int) -> *mut protoent {
    users::keep(&LAST, |place| users::find(&PROTOCOLS, numbered(proto), place))
}

/// `getprotobyname` with memory of the caller's (GNU).
///
/// # Safety
/// `name` is a string; `record` and `result` are writable, `buffer` for `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getprotobyname_r(
    name: *const c_char,
    record: *mut protoent,
    buffer: *mut c_char,
    size: size_t,
    result: *mut *mut protoent,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { users::fill(&PROTOCOLS, named(cstr(name)), record, buffer, size, result) }
}

/// `getprotobynumber` with memory of the caller's (GNU).
///
/// # Safety
/// `record` and `result` are writable, `buffer` for `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getprotobynumber_r(
    proto: c_int,
    record: *mut protoent,
    buffer: *mut c_char,
    size: size_t,
    result: *mut *mut protoent,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { users::fill(&PROTOCOLS, numbered(proto), record, buffer, size, result) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endprotoent.html>
#[unsafe(no_mangle)]
pub extern "C" fn getprotoent() -> *mut protoent {
    users::keep_next(&PROTOCOLS, &LAST)
}

/// `getprotoent` with memory of the caller's (GNU).
///
/// # Safety
/// As for `getprotobynumber_r`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getprotoent_r(
    record: *mut protoent,
    buffer: *mut c_char,
    size: size_t,
    result: *mut *mut protoent,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { users::fill_next(&PROTOCOLS, record, buffer, size, result) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endprotoent.html>
#[unsafe(no_mangle)]
pub extern "C" fn setprotoent(_stay_open: c_int) {
    PROTOCOLS.rewind();
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endprotoent.html>
#[unsafe(no_mangle)]
pub extern "C" fn endprotoent() {
    PROTOCOLS.rewind();
}
