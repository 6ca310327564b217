//! Users and groups of the process.

use crate::errno::Errno;
use crate::types::{c_int, gid_t, uid_t};

/// Leaves an identity as it is, in the calls that change several.
pub const UNCHANGED: u32 = u32::MAX;

/// Optional family: where there are no users, everybody is user 0.
pub trait Identity {
    /// Real, effective and saved user.
    fn users() -> [uid_t; 3] {
        [0; 3]
    }

    /// Real, effective and saved group.
    fn groups() -> [gid_t; 3] {
        [0; 3]
    }

    /// Sets the real, effective and saved user; [`UNCHANGED`] leaves one.
    fn set_users(_users: [uid_t; 3]) -> Result<(), Errno> {
        Err(Errno::EPERM)
    }

    fn set_groups(_groups: [gid_t; 3]) -> Result<(), Errno> {
        Err(Errno::EPERM)
    }

    /// `setuid`: for a privileged process all three users, else the effective one.
    fn setuid(_user: uid_t) -> Result<(), Errno> {
        Err(Errno::EPERM)
    }

    fn setgid(_group: gid_t) -> Result<(), Errno> {
        Err(Errno::EPERM)
    }

    /// Supplementary groups: fills a prefix of `list` and returns their number; an empty list only asks for it.
    fn getgroups(_list: &mut [gid_t]) -> Result<c_int, Errno> {
        Ok(0)
    }

    fn setgroups(_list: &[gid_t]) -> Result<(), Errno> {
        Err(Errno::EPERM)
    }
}
