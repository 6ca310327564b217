//! Groups of the database.

use crate::abi::cstr;
use crate::sync::Mutex;
use crate::types::{c_char, c_int, gid_t, group, size_t};
use crate::users::{self, GROUPS, Kept};
use capos_libc_engine::accounts::Group;

/// What the functions without a buffer return, until the next of them.
static LAST: Mutex<Kept<group>> = Mutex::new(Kept::new());

fn named(name: &[u8]) -> impl Fn(&[u8]) -> bool + '_ {
    move |line| Group::parse(line).is_some_and(|group| group.name == name)
}

fn numbered(gid: gid_t) -> impl Fn(&[u8]) -> bool {
    move |line| Group::parse(line).is_some_and(|found| found.group == gid)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getgrnam.html>
///
/// # Safety
/// `name` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getgrnam(name: *const c_char) -> *mut group {
    // SAFETY: the caller's promise.
    let name = unsafe { cstr(name) }.to_bytes();
    users::keep(&LAST, |place| users::find(&GROUPS, named(name), place))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getgrgid.html>
#[unsafe(no_mangle)]
pub extern "C" fn getgrgid(gid: gid_t) -> *mut group {
    users::keep(&LAST, |place| users::find(&GROUPS, numbered(gid), place))
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
    unsafe { users::fill(&GROUPS, named(cstr(name).to_bytes()), record, buffer, size, result) }
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
    unsafe { users::fill(&GROUPS, numbered(gid), record, buffer, size, result) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/endgrent.html>
#[unsafe(no_mangle)]
pub extern "C" fn getgrent() -> *mut group {
    users::keep_next(&GROUPS, &LAST)
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
