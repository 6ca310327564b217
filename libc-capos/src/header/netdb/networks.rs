//! Networks and their numbers.

use super::constants::HOST_NOT_FOUND;
use super::hosts::host_error_of;
use crate::abi::cstr;
use crate::name_service::{AF_INET, AF_UNSPEC, NETWORKS};
use crate::sync::Mutex;
use crate::thread;
use crate::types::{c_char, c_int, netent, size_t};
use crate::users::{self, Kept};
use capos_libc_engine::network::NetworkLine;
use core::ffi::CStr;

/// What the functions without a buffer return, until the next of them.
static LAST: Mutex<Kept<netent>> = Mutex::new(Kept::new());

fn named(name: &CStr) -> impl Fn(&[u8]) -> bool + '_ {
    move |line| NetworkLine::parse(line).is_some_and(|line| line.has(name.to_bytes()))
}

fn numbered(number: u32, family: c_int) -> impl Fn(&[u8]) -> bool {
    let is_ours = matches!(family, AF_UNSPEC | AF_INET);
    move |line| is_ours && NetworkLine::parse(line).is_some_and(|line| line.number == number)
}

fn keep(wanted: impl Fn(&[u8]) -> bool) -> *mut netent {
    let found = users::keep(&LAST, |place| users::find(&NETWORKS, &wanted, place));
    if found.is_null() {
        thread::tcb().host_error.set(HOST_NOT_FOUND);
    }
    found
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endnetent.html>
///
/// # Safety
/// `name` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getnetbyname(name: *const c_char) -> *mut netent {
    // SAFETY: the caller's promise.
    keep(named(unsafe { cstr(name) }))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endnetent.html>
#[unsafe(no_mangle)]
pub extern "C" fn getnetbyaddr(net: u32, family: c_int) -> *mut netent {
    keep(numbered(net, family))
}

/// `getnetbyname` with memory of the caller's (GNU).
///
/// # Safety
/// `name` is a string; `record`, `result` and `error` are writable, `buffer` for `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getnetbyname_r(
    name: *const c_char,
    record: *mut netent,
    buffer: *mut c_char,
    size: size_t,
    result: *mut *mut netent,
    error: *mut c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        let outcome = users::fill(&NETWORKS, named(cstr(name)), record, buffer, size, result);
        tell(outcome, result, error)
    }
}

/// `getnetbyaddr` with memory of the caller's (GNU).
///
/// # Safety
/// `record`, `result` and `error` are writable, `buffer` for `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getnetbyaddr_r(
    net: u32,
    family: c_int,
    record: *mut netent,
    buffer: *mut c_char,
    size: size_t,
    result: *mut *mut netent,
    error: *mut c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        let outcome = users::fill(&NETWORKS, numbered(net, family), record, buffer, size, result);
        tell(outcome, result, error)
    }
}

/// Writes what `h_errno` would say.
///
/// # Safety
/// `result` is readable and `error` writable.
unsafe fn tell(outcome: c_int, result: *mut *mut netent, error: *mut c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        let is_missing = outcome == 0 && (*result).is_null();
        error.write(if is_missing { HOST_NOT_FOUND } else { host_error_of(outcome) });
    }
    outcome
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endnetent.html>
#[unsafe(no_mangle)]
pub extern "C" fn getnetent() -> *mut netent {
    users::keep_next(&NETWORKS, &LAST)
}

/// `getnetent` with memory of the caller's (GNU).
///
/// # Safety
/// As for `getnetbyaddr_r`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getnetent_r(
    record: *mut netent,
    buffer: *mut c_char,
    size: size_t,
    result: *mut *mut netent,
    error: *mut c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        let outcome = users::fill_next(&NETWORKS, record, buffer, size, result);
        tell(outcome, result, error)
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endnetent.html>
#[unsafe(no_mangle)]
pub extern "C" fn setnetent(_stay_open: c_int) {
    NETWORKS.rewind();
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endnetent.html>
#[unsafe(no_mangle)]
pub extern "C" fn endnetent() {
    NETWORKS.rewind();
}
