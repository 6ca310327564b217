//! Changing users and groups.

use crate::abi::{Out, slice, slice_mut};
use crate::errno::{self, Errno};
use crate::platform::{Identity, Sys, UNCHANGED};
use crate::types::{c_int, gid_t, size_t, uid_t};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/setuid.html>
#[unsafe(no_mangle)]
pub extern "C" fn setuid(user: uid_t) -> c_int {
    errno::status(if user == UNCHANGED { Err(Errno::EINVAL) } else { Sys::setuid(user) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/setgid.html>
#[unsafe(no_mangle)]
pub extern "C" fn setgid(group: gid_t) -> c_int {
    errno::status(if group == UNCHANGED { Err(Errno::EINVAL) } else { Sys::setgid(group) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/seteuid.html>
#[unsafe(no_mangle)]
pub extern "C" fn seteuid(user: uid_t) -> c_int {
    let users = [UNCHANGED, user, UNCHANGED];
    errno::status(if user == UNCHANGED { Err(Errno::EINVAL) } else { Sys::set_users(users) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/setegid.html>
#[unsafe(no_mangle)]
pub extern "C" fn setegid(group: gid_t) -> c_int {
    let groups = [UNCHANGED, group, UNCHANGED];
    errno::status(if group == UNCHANGED { Err(Errno::EINVAL) } else { Sys::set_groups(groups) })
}

/// The saved identity that `setreuid` leaves: the new effective one, if the real one is set or the effective one
/// becomes another than the real one.
fn saved(real: u32, effective: u32, now: [u32; 3]) -> u32 {
    let effective_then = if effective == UNCHANGED { now[1] } else { effective };
    let changes = real != UNCHANGED || (effective != UNCHANGED && effective != now[0]);
    if changes { effective_then } else { UNCHANGED }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/setreuid.html>
#[unsafe(no_mangle)]
pub extern "C" fn setreuid(real: uid_t, effective: uid_t) -> c_int {
    errno::status(Sys::set_users([real, effective, saved(real, effective, Sys::users())]))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/setregid.html>
#[unsafe(no_mangle)]
pub extern "C" fn setregid(real: gid_t, effective: gid_t) -> c_int {
    errno::status(Sys::set_groups([real, effective, saved(real, effective, Sys::groups())]))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/setresuid.html>
#[unsafe(no_mangle)]
pub extern "C" fn setresuid(real: uid_t, effective: uid_t, saved: uid_t) -> c_int {
    errno::status(Sys::set_users([real, effective, saved]))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/setresgid.html>
#[unsafe(no_mangle)]
pub extern "C" fn setresgid(real: gid_t, effective: gid_t, saved: gid_t) -> c_int {
    errno::status(Sys::set_groups([real, effective, saved]))
}

/// Writes three identities to where the caller wants them.
///
/// # Safety
/// The places are writable.
unsafe fn answer(values: [u32; 3], places: [*mut u32; 3]) -> c_int {
    for (place, value) in places.into_iter().zip(values) {
        // SAFETY: the caller's promise.
        unsafe { Out::new(place) }.write(value);
    }
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getresuid.html>
///
/// # Safety
/// The places are writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getresuid(real: *mut uid_t, effective: *mut uid_t, saved: *mut uid_t) -> c_int {
    // SAFETY: the same contract.
    unsafe { answer(Sys::users(), [real, effective, saved]) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getresgid.html>
///
/// # Safety
/// The places are writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getresgid(real: *mut gid_t, effective: *mut gid_t, saved: *mut gid_t) -> c_int {
    // SAFETY: the same contract.
    unsafe { answer(Sys::groups(), [real, effective, saved]) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getgroups.html>
///
/// # Safety
/// `list` has room for `count` groups.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getgroups(count: c_int, list: *mut gid_t) -> c_int {
    let Ok(count) = usize::try_from(count) else { return errno::status(Err(Errno::EINVAL)) };
    // SAFETY: the caller's promise.
    errno::result(Sys::getgroups(unsafe { slice_mut(list, count) }))
}

/// Sets the supplementary groups (BSD).
///
/// # Safety
/// `list` has `count` groups.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setgroups(count: size_t, list: *const gid_t) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(Sys::setgroups(unsafe { slice(list, count) }))
}
