//! Users of the database.

use crate::abi::cstr;
use crate::sync::Mutex;
use crate::types::{c_char, c_int, passwd, size_t, uid_t};
use crate::users::{self, Kept, USERS};
use capos_libc_engine::accounts::Passwd;

/// What the functions without a buffer return, until the next of them.
static LAST: Mutex<Kept<passwd>> = Mutex::new(Kept::new());

fn named(name: &[u8]) -> impl Fn(&[u8]) -> bool + '_ {
    move |line| Passwd::parse(line).is_some_and(|user| user.name == name)
}

fn numbered(user: uid_t) -> impl Fn(&[u8]) -> bool {
    move |line| Passwd::parse(line).is_some_and(|found| found.user == user)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getpwnam.html>
///
/// # Safety
/// `name` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getpwnam(name: *const c_char) -> *mut passwd {
    // SAFETY: the caller's promise.
    let name = unsafe { cstr(name) }.to_bytes();
    users::keep(&LAST, |place| users::find(&USERS, named(name), place))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getpwuid.html>
#[unsafe(no_mangle)]
pub extern "C" fn getpwuid(user: uid_t) -> *mut passwd {
    users::keep(&LAST, |place| users::find(&USERS, numbered(user), place))
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
    unsafe { users::fill(&USERS, named(cstr(name).to_bytes()), record, buffer, size, result) }
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
    unsafe { users::fill(&USERS, numbered(user), record, buffer, size, result) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getpwent.html>
#[unsafe(no_mangle)]
pub extern "C" fn getpwent() -> *mut passwd {
    users::keep_next(&USERS, &LAST)
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
