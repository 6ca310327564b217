//! Groups of the database.

use crate::abi::{cstr, uninit_slice_mut};
use crate::errno::{self, Errno};
use crate::sync::Mutex;
use crate::types::{c_char, c_int, gid_t, group, size_t};
use crate::users::{self, GROUPS, Kept, Place, Record};
use capos_libc_engine::accounts::Group;
use core::ptr::null_mut;

/// What the functions without a buffer return, until the next of them.
static LAST: Mutex<Kept<group>> = Mutex::new(Kept::new());

fn named(name: &[u8]) -> impl Fn(&[u8]) -> bool + '_ {
    move |line| Group::parse(line).is_some_and(|group| group.name == name)
}

fn numbered(gid: gid_t) -> impl Fn(&[u8]) -> bool {
    move |line| Group::parse(line).is_some_and(|found| found.group == gid)
}

/// The record in memory that the next call uses again; NULL, with `errno` as it was, if there is none.
fn keep(mut find: impl FnMut(&mut Place<'_>) -> Result<Option<group>, Errno>) -> *mut group {
    let outcome = LAST.lock().fill(|place| find(place)?.ok_or(Errno::ENOENT));
    match outcome {
        Ok(record) => record,
        Err(Errno::ENOENT) => null_mut(),
        error => errno::pointer(error),
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getgrnam.html>
///
/// # Safety
/// `name` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getgrnam(name: *const c_char) -> *mut group {
    // SAFETY: the caller's promise.
    let name = unsafe { cstr(name) }.to_bytes();
    keep(|place| users::find(&GROUPS, named(name), place))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getgrgid.html>
#[unsafe(no_mangle)]
pub extern "C" fn getgrgid(gid: gid_t) -> *mut group {
    keep(|place| users::find(&GROUPS, numbered(gid), place))
}

/// # Safety
/// `record` and `result` are writable, `buffer` has `size` bytes.
unsafe fn reentrant(
    wanted: impl Fn(&[u8]) -> bool,
    record: *mut group,
    buffer: *mut c_char,
    size: size_t,
    result: *mut *mut group,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        result.write(null_mut());
        let mut place = Place::new(uninit_slice_mut(buffer.cast(), size));
        match users::find(&GROUPS, wanted, &mut place) {
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

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getgrnam_r.html>
///
/// # Safety
/// `name` is a string, `record` and `result` are writable, `buffer` has `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getgrnam_r(
    name: *const c_char,
    record: *mut group,
    buffer: *mut c_char,
    size: size_t,
    result: *mut *mut group,
) -> c_int {
    // SAFETY: the same contract.
    unsafe { reentrant(named(cstr(name).to_bytes()), record, buffer, size, result) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getgrgid_r.html>
///
/// # Safety
/// `record` and `result` are writable, `buffer` has `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getgrgid_r(
    gid: gid_t,
    record: *mut group,
    buffer: *mut c_char,
    size: size_t,
    result: *mut *mut group,
) -> c_int {
    // SAFETY: the same contract.
    unsafe { reentrant(numbered(gid), record, buffer, size, result) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endgrent.html>
#[unsafe(no_mangle)]
pub extern "C" fn getgrent() -> *mut group {
    let mut line = alloc::vec::Vec::new();
    let next = GROUPS.next(|text| {
        Group::parse(text).map(|_| {
            line.extend_from_slice(text);
            Ok(())
        })
    });
    match next {
        Ok(Some(())) => keep(|place| group::make(&line, place).transpose()),
        Ok(None) => null_mut(),
        Err(error) => errno::pointer(Err(error)),
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endgrent.html>
#[unsafe(no_mangle)]
pub extern "C" fn setgrent() {
    GROUPS.rewind();
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endgrent.html>
#[unsafe(no_mangle)]
pub extern "C" fn endgrent() {
    GROUPS.rewind();
}
