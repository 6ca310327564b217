//! Hosts, as programs looked for them before `getaddrinfo`.

use super::constants::{HOST_NOT_FOUND, NETDB_INTERNAL, NETDB_SUCCESS};
use super::errors::host_error;
use crate::abi::{cstr, slice, uninit_slice_mut};
use crate::errno::{self, Errno};
use crate::name_service::{
    AF_INET, AF_INET6, Address, Families, Found, HOSTS, LookupError, by_address, by_name, numeric,
};
use crate::sync::Mutex;
use crate::thread;
use crate::types::{c_char, c_int, c_void, hostent, size_t, socklen_t};
use crate::users::{self, Kept, Place};
use core::net::IpAddr;
use core::ptr::null_mut;

/// What the functions without a buffer return, until the next of them.
static LAST: Mutex<Kept<hostent>> = Mutex::new(Kept::new());

fn unsupported() -> LookupError {
    LookupError::System(Errno::EAFNOSUPPORT)
}

/// A host by its name or number.
fn named(name: &[u8], family: c_int) -> Result<Found, LookupError> {
    if !matches!(family, AF_INET | AF_INET6) {
        return Err(unsupported());
    }
    match numeric(name) {
        Some(address) if address.family() == family => {
            Ok(Found { name: name.into(), aliases: [].into(), addresses: [address].into() })
        }
        Some(_) => Err(LookupError::NoSuchName),
        None => by_name(name, Families::of(family)),
    }
}

/// A host by the bytes of its address.
fn addressed(bytes: &[u8], family: c_int) -> Result<Found, LookupError> {
    let ip = match family {
        AF_INET => <[u8; 4]>::try_from(bytes).map(IpAddr::from),
        AF_INET6 => <[u8; 16]>::try_from(bytes).map(IpAddr::from),
        _ => return Err(unsupported()),
    };
    by_address(Address::from(ip.map_err(|_| LookupError::System(Errno::EINVAL))?))
}

/// What was found in memory of the library's.
fn keep(found: Result<Found, LookupError>) -> *mut hostent {
    let kept =
        found.and_then(|found| LAST.lock().fill(|place| found.make(place)).map_err(LookupError::System));
    kept.unwrap_or_else(|error| {
        thread::tcb().host_error.set(host_error(error));
        null_mut()
    })
}

/// Where the functions with a buffer put what they find.
struct Results {
    record: *mut hostent,
    buffer: *mut c_char,
    size: size_t,
    result: *mut *mut hostent,
    error: *mut c_int,
}

impl Results {
    /// # Safety
    /// Everything is writable, the buffer for its size.
    unsafe fn fill(self, found: Result<Found, LookupError>) -> c_int {
        // SAFETY: the caller's promise.
        let (mut place, failure) = unsafe {
            self.result.write(null_mut());
            self.error.write(NETDB_SUCCESS);
            (Place::new(uninit_slice_mut(self.buffer.cast(), self.size)), self.error)
        };
        match found.and_then(|found| found.make(&mut place).map_err(LookupError::System)) {
            Ok(made) => {
                // SAFETY: the caller's promise.
                unsafe {
                    self.record.write(made);
                    self.result.write(self.record);
                }
                0
            }
            Err(error) => {
                // SAFETY: the caller's promise.
                unsafe { failure.write(host_error(error)) };
                match error {
                    LookupError::System(error) => error.number(),
                    LookupError::TryAgain => Errno::EAGAIN.number(),
                    LookupError::NoSuchName | LookupError::NoData => 0,
                }
            }
        }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/009695399/functions/gethostbyname.html>
///
/// # Safety
/// `name` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gethostbyname(name: *const c_char) -> *mut hostent {
    // SAFETY: the caller's promise.
    keep(named(unsafe { cstr(name) }.to_bytes(), AF_INET))
}

/// A host with its addresses of one family (GNU).
///
/// # Safety
/// `name` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gethostbyname2(name: *const c_char, family: c_int) -> *mut hostent {
    // SAFETY: the caller's promise.
    keep(named(unsafe { cstr(name) }.to_bytes(), family))
}

/// <https://pubs.opengroup.org/onlinepubs/009695399/functions/gethostbyaddr.html>
///
/// # Safety
/// `addr` has `len` readable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gethostbyaddr(addr: *const c_void, len: socklen_t, family: c_int) -> *mut hostent {
    // SAFETY: the caller's promise.
    keep(addressed(unsafe { slice(addr.cast(), len as usize) }, family))
}

/// `gethostbyname` with memory of the caller's (GNU).
///
/// # Safety
/// `name` is a string; `record`, `result` and `error` are writable, `buffer` for `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gethostbyname_r(
    name: *const c_char,
    record: *mut hostent,
    buffer: *mut c_char,
    size: size_t,
    result: *mut *mut hostent,
    error: *mut c_int,
) -> c_int {
    let results = Results { record, buffer, size, result, error };
    // SAFETY: the caller's promise.
    unsafe { results.fill(named(cstr(name).to_bytes(), AF_INET)) }
}

/// `gethostbyname2` with memory of the caller's (GNU).
///
/// # Safety
/// As for `gethostbyname_r`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gethostbyname2_r(
    name: *const c_char,
    family: c_int,
    record: *mut hostent,
    buffer: *mut c_char,
    size: size_t,
    result: *mut *mut hostent,
    error: *mut c_int,
) -> c_int {
    let results = Results { record, buffer, size, result, error };
    // SAFETY: the caller's promise.
    unsafe { results.fill(named(cstr(name).to_bytes(), family)) }
}

/// `gethostbyaddr` with memory of the caller's (GNU).
///
/// # Safety
/// `addr` has `len` readable bytes; the rest is as for `gethostbyname_r`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gethostbyaddr_r(
    addr: *const c_void,
    len: socklen_t,
    family: c_int,
    record: *mut hostent,
    buffer: *mut c_char,
    size: size_t,
    result: *mut *mut hostent,
    error: *mut c_int,
) -> c_int {
    let results = Results { record, buffer, size, result, error };
    // SAFETY: the caller's promise.
    unsafe { results.fill(addressed(slice(addr.cast(), len as usize), family)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endhostent.html>
#[unsafe(no_mangle)]
pub extern "C" fn gethostent() -> *mut hostent {
    let host = users::keep_next(&HOSTS, &LAST);
    if host.is_null() {
        thread::tcb().host_error.set(HOST_NOT_FOUND);
    }
    host
}

/// `gethostent` with memory of the caller's (GNU).
///
/// # Safety
/// As for `gethostbyname_r`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gethostent_r(
    record: *mut hostent,
    buffer: *mut c_char,
    size: size_t,
    result: *mut *mut hostent,
    error: *mut c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        let outcome = users::fill_next(&HOSTS, record, buffer, size, result);
        error.write(host_error_of(outcome));
        outcome
    }
}

/// The value of `h_errno` for the error number of a search without name servers.
pub(super) fn host_error_of(outcome: c_int) -> c_int {
    match outcome {
        0 => NETDB_SUCCESS,
        number if number == Errno::ENOENT.number() => HOST_NOT_FOUND,
        number => {
            errno::restore(number);
            NETDB_INTERNAL
        }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endhostent.html>
#[unsafe(no_mangle)]
pub extern "C" fn sethostent(_stay_open: c_int) {
    HOSTS.rewind();
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endhostent.html>
#[unsafe(no_mangle)]
pub extern "C" fn endhostent() {
    HOSTS.rewind();
}
