//! Users and groups, which are an attribute of the Namespace.

use super::{Capos, path};
use crate::errno::Errno;
use crate::platform::{Identity, UNCHANGED};
use crate::types::{c_int, gid_t, uid_t};

/// Groups that a Namespace tells of at most.
const GROUPS: usize = 32;

/// User and group of the Namespace. A process without one is nobody in particular, which the super-user is not less
/// than anybody else: there is nothing that it could do.
fn identity() -> (uid_t, gid_t) {
    let identity = path::namespace().ok().and_then(|namespace| namespace.identity(&mut []).ok());
    identity.map_or((0, 0), |(user, group, _)| (user, group))
}

/// An identity can be asked for only as it is: another one is another Namespace, which somebody grants.
fn same(wanted: &[u32], own: u32) -> Result<(), Errno> {
    if wanted.iter().all(|&id| id == UNCHANGED || id == own) { Ok(()) } else { Err(Errno::EPERM) }
}

impl Identity for Capos {
    fn users() -> [uid_t; 3] {
        [identity().0; 3]
    }

    fn groups() -> [gid_t; 3] {
        [identity().1; 3]
    }

    fn set_users(users: [uid_t; 3]) -> Result<(), Errno> {
        same(&users, identity().0)
    }

    fn set_groups(groups: [gid_t; 3]) -> Result<(), Errno> {
        same(&groups, identity().1)
    }

    fn setuid(user: uid_t) -> Result<(), Errno> {
        same(&[user], identity().0)
    }

    fn setgid(group: gid_t) -> Result<(), Errno> {
        same(&[group], identity().1)
    }

    fn getgroups(list: &mut [gid_t]) -> Result<c_int, Errno> {
        let mut all = [0; GROUPS];
        let Ok((_, _, count)) = path::namespace()?.identity(&mut all) else { return Ok(0) };
        let count = count.min(GROUPS);
        if !list.is_empty() {
            list.get_mut(..count).ok_or(Errno::EINVAL)?.copy_from_slice(&all[..count]);
        }
        Ok(count as c_int)
    }
}
