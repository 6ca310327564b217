//! What clients of open file descriptions have in common: status flags, and what stands in a file's inode.

use capos_schema::Method;
use capos_schema::capos_capnp::{file_mode, file_owner, file_status, file_times, status_flags};

use crate::call::{act, ask};
use crate::capability::InterfaceType;
use crate::file::{FileStatus, NewTime};
use crate::{Capability, Result};

/// Objects with an access mode and status flags, which all their holders share.
pub trait WithFlags: InterfaceType {
    type Get: Method<Results = status_flags::Owned>;
    type Set: Method<Params = status_flags::Owned>;
}

impl<I: WithFlags> Capability<I> {
    /// `O_*`, of counters also `schema::abi::counter::CounterFlags`.
    pub fn flags(&self) -> Result<u32> {
        ask::<I::Get, 3, _>(self.handle(), |results| Ok(results.get_flags()))
    }

    /// Changes those that `F_SETFL` can.
    pub fn set_flags(&self, flags: u32) -> Result<()> {
        act::<I::Set, 3>(self.handle(), |mut params| params.set_flags(flags))
    }
}

/// Objects that `fstat` tells of.
pub trait WithStatus: InterfaceType {
    type Get: Method<Results = file_status::Owned>;
}

impl<I: WithStatus> Capability<I> {
    pub fn status(&self) -> Result<FileStatus> {
        ask::<I::Get, { FileStatus::WORDS }, _>(self.handle(), |status| Ok(FileStatus::read(status)))
    }
}

/// Objects whose file's inode `fchmod`, `fchown` and `futimens` change.
pub trait WithInode: InterfaceType {
    type SetMode: Method<Params = file_mode::Owned>;
    type SetOwner: Method<Params = file_owner::Owned>;
    type SetTimes: Method<Params = file_times::Owned>;
}

impl<I: WithInode> Capability<I> {
    pub fn set_mode(&self, mode: u32) -> Result<()> {
        act::<I::SetMode, 3>(self.handle(), |mut params| params.set_mode(mode))
    }

    /// `u32::MAX` keeps what is there.
    pub fn set_owner(&self, user: u32, group: u32) -> Result<()> {
        act::<I::SetOwner, 3>(self.handle(), |mut params| {
            params.set_user(user);
            params.set_group(group);
        })
    }

    pub fn set_times(&self, access: NewTime, modification: NewTime) -> Result<()> {
        act::<I::SetTimes, 12>(self.handle(), |mut params| {
            access.write(params.reborrow().init_access());
            modification.write(params.init_modification());
        })
    }
}
