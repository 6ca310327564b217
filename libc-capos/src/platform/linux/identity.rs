//! Users and groups.

use super::Linux;
use super::syscall::{args, nr, syscall};
use crate::errno::Errno;
use crate::platform::Identity;
use crate::types::{c_int, gid_t, uid_t};

/// Calls `getresuid` or its twin for groups.
fn all(number: usize) -> [u32; 3] {
    let [mut real, mut effective, mut saved] = [0u32; 3];
    let places = [&raw mut real as usize, &raw mut effective as usize, &raw mut saved as usize];
    // SAFETY: three writable words; the call cannot fail then.
    let _ = unsafe { syscall(number, args(places)) };
    [real, effective, saved]
}

impl Identity for Linux {
    fn users() -> [uid_t; 3] {
        all(nr::GETRESUID)
    }

    fn groups() -> [gid_t; 3] {
        all(nr::GETRESGID)
    }

    fn set_users(users: [uid_t; 3]) -> Result<(), Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::SETRESUID, args(users.map(|user| user as usize))) }.map(drop)
    }

    fn set_groups(groups: [gid_t; 3]) -> Result<(), Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::SETRESGID, args(groups.map(|group| group as usize))) }.map(drop)
    }

    fn setuid(user: uid_t) -> Result<(), Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::SETUID, args([user as usize])) }.map(drop)
    }

    fn setgid(group: gid_t) -> Result<(), Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::SETGID, args([group as usize])) }.map(drop)
    }

    fn getgroups(list: &mut [gid_t]) -> Result<c_int, Errno> {
        // SAFETY: the list is writable for its length.
        unsafe { syscall(nr::GETGROUPS, args([list.len(), list.as_mut_ptr() as usize])) }.map(|n| n as c_int)
    }

    fn setgroups(list: &[gid_t]) -> Result<(), Errno> {
        // SAFETY: the list is readable for its length.
        unsafe { syscall(nr::SETGROUPS, args([list.len(), list.as_ptr() as usize])) }.map(drop)
    }
}
