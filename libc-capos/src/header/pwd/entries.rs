//! Users of the database.

use crate::abi::{cstr, uninit_slice_mut};
use crate::errno::{self, Errno};
use crate::sync::Mutex;
use crate::types::{c_char, c_int, passwd, size_t, uid_t};
use crate::users::{self, Kept, Place, Record, USERS};
use capos_libc_engine::accounts::Passwd;
use core::ptr::null_mut;

/// What the functions without a buffer return, until the next of them.
static LAST: Mutex<Kept<passwd>> = Mutex::new(Kept::new());

fn named(name: &[u8]) -> impl Fn(&[u8]) -> bool + '_ {
    move |line| Passwd::parse(line).is_some_and(|user| user.name == name)
}

fn numbered(user: uid_t) -> impl Fn(&[u8]) -> bool {
    move |line| Passwd::parse(line).is_some_and(|found| found.user == user)
}

/// The record in memory that the next call uses again; NULL, with `errno` as it was, if there is none.
fn keep(mut find: impl FnMut(&mut Place<'_>) -> Result<Option<passwd>, Errno>) -> *mut passwd {
    let outcome = LAST.lock().fill(|place| find(place)?.ok_or(Errno::ENOENT));
    match outcome {
        Ok(record) => record,
        Err(Errno::ENOENT) => null_mut(),
        error => errno::pointer(error),
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getpwnam.html>
///
/// # Safety
/// `name` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getpwnam(name: *const c_char) -> *mut passwd {
    // SAFETY: the caller's promise.
    let name = unsafe { cstr(name) }.to_bytes();
    keep(|place| users::find(&USERS, named(name), place))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getpwuid.html>
#[unsafe(no_mangle)]
pub extern "C" fn getpwuid(user: uid_t) -> *mut passwd {
    keep(|place| users::find(&USERS, numbered(user), place))
}

/// # Safety
/// `record` and `result` are writable, `buffer` has `size` bytes.
unsafe fn reentrant(
    wanted: impl Fn(&[u8]) -> bool,
    record: *mut passwd,
    buffer: *mut c_char,
    size: size_t,
    result: *mut *mut passwd,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        result.write(null_mut());
        let mut place = Place::new(uninit_slice_mut(buffer.cast(), size));
        match users::find(&USERS, wanted, &mut place) {
            Ok(Some(found)) => {
                record.write(found);
                result.write(record);
                0
            }
            Ok(None) => 0,
            Err(error) => error.number(),
        }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getpwnam_r.html>
///
/// # Safety
/// `name` is a string, `record` and `result` are writable, `buffer` has `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getpwnam_r(
    name: *const c_char,
    record: *mut passwd,
    buffer: *mut c_char,
    size: size_t,
    result: *mut *mut passwd,
) -> c_int {
    // SAFETY: the same contract.
    unsafe { reentrant(named(cstr(name).to_bytes()), record, buffer, size, result) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getpwuid_r.html>
///
/// # Safety
/// `record` and `result` are writable, `buffer` has `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getpwuid_r(
    user: uid_t,
    record: *mut passwd,
    buffer: *mut c_char,
    size: size_t,
    result: *mut *mut passwd,
) -> c_int {
    // SAFETY: the same contract.
    unsafe { reentrant(numbered(user), record, buffer, size, result) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getpwent.html>
#[unsafe(no_mangle)]
pub extern "C" fn getpwent() -> *mut passwd {
    let mut line = alloc::vec::Vec::new();
    let next = USERS.next(|text| {
        Passwd::parse(text).map(|_| {
            line.extend_from_slice(text);
            Ok(())
        })
    });
    match next {
        Ok(Some(())) => keep(|place| passwd::make(&line, place).transpose()),
        Ok(None) => null_mut(),
        Err(error) => errno::pointer(Err(error)),
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/setpwent.html>
#[unsafe(no_mangle)]
pub extern "C" fn setpwent() {
    USERS.rewind();
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endpwent.html>
#[unsafe(no_mangle)]
pub extern "C" fn endpwent() {
    USERS.rewind();
}
