//! Users and groups. The kernel knows of one identity, that of the Namespace; real and saved ones are kept here.
//!
//! A process whose Namespace is the super-user's becomes another user by using a Namespace of that user's from then on.
//! It holds on to the one that it was granted as long as it may become somebody else again, and gives it up when real,
//! effective and saved user agree on another than the super-user: then nothing in the process has that authority any
//! more. A program that it starts is given the Namespace in use, so a new program's identities are all the effective one.

use super::{Capos, path};
use crate::errno::Errno;
use crate::platform::{Identity, UNCHANGED};
use crate::sync::Mutex;
use crate::types::{c_int, gid_t, uid_t};
use capos_rt::schema::abi::Handle;
use capos_rt::{Capability, Namespace, startup};
use core::mem::ManuallyDrop;
use core::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};

const SUPER_USER: uid_t = 0;

/// Groups that a Namespace tells of at most.
const GROUPS: usize = 64;

/// The Namespace in use, unless it is the one that was granted.
static IN_USE: AtomicU32 = AtomicU32::new(Handle::NONE.bits());

/// Real, effective and saved user, and the groups, once one of them was changed: with a Namespace in use.
static IDS: [AtomicU32; 6] = [const { AtomicU32::new(0) }; 6];

/// Whether the granted Namespace is gone.
static GIVEN_UP: AtomicBool = AtomicBool::new(false);

/// Changes happen one after the other.
static CHANGING: Mutex<()> = Mutex::new(());

/// Who the process is.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Own {
    /// Real, effective and saved.
    users: [uid_t; 3],
    groups: [gid_t; 3],
    supplementary: [gid_t; GROUPS],
    count: usize,
}

/// The Namespace in use instead of the granted one.
pub fn namespace_in_use() -> Option<ManuallyDrop<Capability<Namespace>>> {
    let handle = Handle::from_bits(IN_USE.load(Relaxed));
    (handle != Handle::NONE).then(|| Capability::borrowed(handle))
}

/// Who the Namespace in use says that the process is, and its groups. A process without one is nobody in particular,
/// which the super-user is not less than anybody else: there is nothing that it could do.
fn told(groups: &mut [gid_t]) -> (uid_t, gid_t, usize) {
    let identity = path::namespace().ok().and_then(|namespace| namespace.identity(groups).ok());
    identity.map_or((SUPER_USER, 0, 0), |(user, group, count)| (user, group, count.min(GROUPS)))
}

/// Users if `first` is 0, groups if it is 3.
fn ids(first: usize) -> [u32; 3] {
    if namespace_in_use().is_some() {
        return core::array::from_fn(|index| IDS[first + index].load(Relaxed));
    }
    let (user, group, _) = told(&mut []);
    [if first == 0 { user } else { group }; 3]
}

impl Own {
    fn now() -> Self {
        let mut supplementary = [0; GROUPS];
        let (_, _, count) = told(&mut supplementary);
        Own { users: ids(0), groups: ids(3), supplementary, count }
    }

    fn is_privileged(&self) -> bool {
        self.users[1] == SUPER_USER
    }

    /// Whether the process may be somebody else later.
    fn may_change(&self) -> bool {
        let differ = |ids: &[u32; 3]| ids.iter().any(|id| *id != ids[0]);
        self.users.contains(&SUPER_USER) || differ(&self.users) || differ(&self.groups)
    }

    /// The process is this from now on.
    fn assume(&self) -> Result<(), Errno> {
        if GIVEN_UP.load(Relaxed) {
            return Err(Errno::EPERM);
        }
        let granted = startup::granted_any::<Namespace>().ok_or(Errno::EPERM)?;
        let next = granted.assume(self.users[1], self.groups[1], &self.supplementary[..self.count])?;
        for (place, id) in IDS.iter().zip(self.users.into_iter().chain(self.groups)) {
            place.store(id, Relaxed);
        }
        let before = namespace_in_use();
        IN_USE.store(ManuallyDrop::new(next).handle().bits(), Relaxed);
        drop(before.map(ManuallyDrop::into_inner));
        if !self.may_change() {
            GIVEN_UP.store(true, Relaxed);
            drop(ManuallyDrop::into_inner(granted));
        }
        Ok(())
    }
}

/// What becomes of three identities; `EPERM` for another than one of them without privileges.
fn changed(ids: [u32; 3], wanted: [u32; 3], is_privileged: bool) -> Result<[u32; 3], Errno> {
    let permitted = |id: &u32| is_privileged || *id == UNCHANGED || ids.contains(id);
    if !wanted.iter().all(permitted) {
        return Err(Errno::EPERM);
    }
    Ok(core::array::from_fn(|index| if wanted[index] == UNCHANGED { ids[index] } else { wanted[index] }))
}

/// What `setuid` and `setgid` want.
fn all_or_effective(id: u32) -> [u32; 3] {
    if ids(0)[1] == SUPER_USER { [id; 3] } else { [UNCHANGED, id, UNCHANGED] }
}

/// Does what `change` does, unless that is nothing.
fn update(change: impl FnOnce(&mut Own) -> Result<(), Errno>) -> Result<(), Errno> {
    let _one = CHANGING.lock();
    let before = Own::now();
    let mut own = before;
    change(&mut own)?;
    if own == before { Ok(()) } else { own.assume() }
}

impl Identity for Capos {
    fn users() -> [uid_t; 3] {
        ids(0)
    }

    fn groups() -> [gid_t; 3] {
        ids(3)
    }

    fn set_users(users: [uid_t; 3]) -> Result<(), Errno> {
        update(|own| {
            own.users = changed(own.users, users, own.is_privileged())?;
            Ok(())
        })
    }

    fn set_groups(groups: [gid_t; 3]) -> Result<(), Errno> {
        update(|own| {
            own.groups = changed(own.groups, groups, own.is_privileged())?;
            Ok(())
        })
    }

    fn setuid(user: uid_t) -> Result<(), Errno> {
        Self::set_users(all_or_effective(user))
    }

    fn setgid(group: gid_t) -> Result<(), Errno> {
        Self::set_groups(all_or_effective(group))
    }

    fn getgroups(list: &mut [gid_t]) -> Result<c_int, Errno> {
        let mut all = [0; GROUPS];
        let (_, _, count) = told(&mut all);
        if !list.is_empty() {
            list.get_mut(..count).ok_or(Errno::EINVAL)?.copy_from_slice(&all[..count]);
        }
        Ok(count as c_int)
    }

    fn setgroups(list: &[gid_t]) -> Result<(), Errno> {
        update(|own| {
            if !own.is_privileged() {
                return Err(Errno::EPERM);
            }
            own.count = list.len();
            own.supplementary = [0; GROUPS];
            own.supplementary.get_mut(..list.len()).ok_or(Errno::EINVAL)?.copy_from_slice(list);
            Ok(())
        })
    }
}
