//! Groups of a user.

use crate::abi::cstr;
use crate::errno;
use crate::platform::{Identity, Sys};
use crate::types::{c_char, c_int, gid_t};
use crate::users;

/// Writes the groups of a user to a prefix of `list`, and their number to `count`; -1 if there are more than `count`
/// said (BSD).
///
/// # Safety
/// `user` is a string, `count` is readable and writable, `list` has room for that many groups.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getgrouplist(
    user: *const c_char,
    group: gid_t,
    list: *mut gid_t,
    count: *mut c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    let (groups, room) = unsafe { (users::groups_of(cstr(user).to_bytes(), group), usize::try_from(*count)) };
    let (groups, room) = match (groups, room) {
        (Ok(groups), Ok(room)) => (groups, room),
        (Err(error), _) => return errno::status(Err(error)),
        (Ok(groups), Err(_)) => (groups, 0),
    };
    for (index, found) in groups.iter().take(room).enumerate() {
        // SAFETY: below what the list has room for.
        unsafe { list.add(index).write(*found) };
    }
    // SAFETY: the caller's promise.
    unsafe { count.write(groups.len() as c_int) };
    if groups.len() > room { -1 } else { groups.len() as c_int }
}

/// Makes the groups of a user those of the process (BSD).
///
/// # Safety
/// `user` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn initgroups(user: *const c_char, group: gid_t) -> c_int {
    // SAFETY: the caller's promise.
    let groups = users::groups_of(unsafe { cstr(user) }.to_bytes(), group);
    errno::status(groups.and_then(|groups| Sys::setgroups(&groups)))
}
