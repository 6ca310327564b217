//! Questions to name servers, and their answers as they come.

use crate::abi::{cstr, slice};
use crate::errno::{self, Errno};
use crate::header::netdb::{HOST_NOT_FOUND, NO_DATA, NO_RECOVERY, TRY_AGAIN, host_error};
use crate::name_service::{LookupError, answer, candidates, question};
use crate::thread;
use crate::types::{c_char, c_int, c_uchar};
use alloc::vec::Vec;

const QUERY: c_int = 0;
const HEADER: usize = 12;

/// Copies what fits; how long it is.
///
/// # Safety
/// `room` has room for `size` bytes.
unsafe fn hand_over(message: &[u8], room: *mut c_uchar, size: c_int) -> c_int {
    let fits = message.len().min(usize::try_from(size).unwrap_or(0));
    // SAFETY: the caller's promise.
    unsafe { room.copy_from_nonoverlapping(message.as_ptr(), fits) };
    message.len() as c_int
}

/// The answer to a question, if it has any record; otherwise the value of `h_errno`.
fn ask(name: &[u8], class: c_int, kind: c_int) -> Result<Vec<u8>, c_int> {
    let question = question(name, class as u16, kind as u16).ok_or(NO_RECOVERY)?;
    let message = answer(&question).map_err(host_error)?;
    match message.get(3).map(|code| code & 15) {
        _ if message.len() < HEADER => Err(TRY_AGAIN),
        Some(0) if message[6..8] != [0, 0] => Ok(message),
        Some(0) => Err(NO_DATA),
        Some(3) => Err(HOST_NOT_FOUND),
        Some(2) => Err(TRY_AGAIN),
        _ => Err(NO_RECOVERY),
    }
}

/// The same in each domain of the search list.
fn search(name: &[u8], class: c_int, kind: c_int) -> Result<Vec<u8>, c_int> {
    let mut told = HOST_NOT_FOUND;
    for candidate in candidates(name).map_err(host_error)? {
        match ask(&candidate, class, kind) {
            Err(HOST_NOT_FOUND) => {}
            // Another domain may have what is asked for.
            Err(NO_DATA) => told = NO_DATA,
            outcome => return outcome,
        }
    }
    Err(told)
}

/// # Safety
/// `room` has room for `size` bytes.
unsafe fn tell(outcome: Result<Vec<u8>, c_int>, room: *mut c_uchar, size: c_int) -> c_int {
    match outcome {
        // SAFETY: the caller's promise.
        Ok(message) => unsafe { hand_over(&message, room, size) },
        Err(error) => {
            thread::tcb().host_error.set(error);
            -1
        }
    }
}

/// Nothing has to be prepared: each question looks at the configuration anew (4.3BSD).
#[unsafe(no_mangle)]
pub extern "C" fn res_init() -> c_int {
    0
}

/// Asks for records of a name; how long the answer is (4.3BSD).
///
/// # Safety
/// `name` is a string, and `room` has room for `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn res_query(
    name: *const c_char,
    class: c_int,
    kind: c_int,
    room: *mut c_uchar,
    size: c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { tell(ask(cstr(name).to_bytes(), class, kind), room, size) }
}

/// The same in the domains of the search list (4.3BSD).
///
/// # Safety
/// As for `res_query`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn res_search(
    name: *const c_char,
    class: c_int,
    kind: c_int,
    room: *mut c_uchar,
    size: c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { tell(search(cstr(name).to_bytes(), class, kind), room, size) }
}

/// The same in one domain (4.3BSD).
///
/// # Safety
/// As for `res_query`; `domain` is a string, too.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn res_querydomain(
    name: *const c_char,
    domain: *const c_char,
    class: c_int,
    kind: c_int,
    room: *mut c_uchar,
    size: c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        let whole = [cstr(name).to_bytes(), cstr(domain).to_bytes()].join(&b'.');
        tell(ask(&whole, class, kind), room, size)
    }
}

/// Writes a question; how long it is. Only standard queries are made (4.3BSD).
///
/// # Safety
/// `name` is a string, and `room` has room for `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn res_mkquery(
    operation: c_int,
    name: *const c_char,
    class: c_int,
    kind: c_int,
    _data: *const c_uchar,
    _data_length: c_int,
    _new: *const c_uchar,
    room: *mut c_uchar,
    size: c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    let message = unsafe { question(cstr(name).to_bytes(), class as u16, kind as u16) };
    let fits = |message: &Vec<u8>| {
        operation == QUERY && usize::try_from(size).is_ok_and(|size| message.len() <= size)
    };
    match message.filter(fits) {
        // SAFETY: the caller's promise.
        Some(message) => unsafe { hand_over(&message, room, size) },
        None => -1,
    }
}

/// Sends a question and receives the answer; how long that is (4.3BSD).
///
/// # Safety
/// `message` has `length` bytes, and `room` has room for `size`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn res_send(
    message: *const c_uchar,
    length: c_int,
    room: *mut c_uchar,
    size: c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    let question = unsafe { slice(message, usize::try_from(length).unwrap_or(0)) };
    let answered =
        if question.len() < HEADER { Err(LookupError::System(Errno::EINVAL)) } else { answer(question) };
    // SAFETY: the caller's promise.
    errno::result(answered.map(|answer| unsafe { hand_over(&answer, room, size) }).map_err(
        |error| match error {
            LookupError::System(error) => error,
            _ => Errno::ETIMEDOUT,
        },
    ))
}
