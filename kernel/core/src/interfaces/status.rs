//! What `File` and `Namespace` share: statuses, times and the refusals around them.

use capos_hal::PAGE_SIZE;
use capos_schema::Method;
use capos_schema::capos_capnp::{
    ErrorCode, file_mode, file_owner, file_status, file_system_status, file_times, time_change,
};

use crate::file_system::{Access, Change, FileResult, FileSystem, Identity, NodeReference, Status, Time};
use crate::object::{Call, CallError, CallResult, Outcome};

const MAX_NAME: u32 = 255;

/// An owner or group that stays what it is.
const KEEP: u32 = u32::MAX;

pub fn tell_status<M>(call: &mut Call<'_>, status: &Status) -> CallResult
where
    M: Method<Results = file_status::Owned>,
{
    call.answer::<M>(0, |mut to| {
        to.set_size(status.size);
        to.set_mode(status.kind.bits() | status.mode);
        to.set_inode(status.inode);
        to.set_links(status.links);
        to.set_block_size(PAGE_SIZE as u32);
        to.set_device(status.device);
        to.set_user_id(status.user);
        to.set_group_id(status.group);
        to.set_blocks(status.blocks);
        to.set_special_device(status.special_device);
        to.set_accessed_seconds(status.accessed.seconds);
        to.set_accessed_nanoseconds(status.accessed.nanoseconds);
        to.set_modified_seconds(status.modified.seconds);
        to.set_modified_nanoseconds(status.modified.nanoseconds);
        to.set_changed_seconds(status.changed.seconds);
        to.set_changed_nanoseconds(status.changed.nanoseconds);
    })
}

pub fn tell_file_system_status<M>(
    call: &mut Call<'_>,
    file_system: &dyn FileSystem,
    read_only: bool,
) -> CallResult
where
    M: Method<Results = file_system_status::Owned>,
{
    let statistics = file_system.statistics();
    call.answer::<M>(0, |mut to| {
        to.set_block_size(PAGE_SIZE as u32);
        to.set_max_name(MAX_NAME);
        to.set_blocks(statistics.blocks);
        to.set_free_blocks(statistics.free_blocks);
        to.set_files(statistics.files);
        to.set_free_files(statistics.free_files);
        to.set_id(file_system.device());
        to.set_read_only(read_only);
    })
}

/// A file that an open description may change, as that identity.
pub struct Changeable<'a> {
    pub node: &'a NodeReference,
    pub identity: &'a Identity,
}

impl Changeable<'_> {
    pub fn set_mode<M: Method<Params = file_mode::Owned>>(&self, call: &Call<'_>) -> CallResult {
        let mode = call.params::<M>().get()?.get_mode();
        change_mode(self.node, self.identity, mode)?;
        Ok(Outcome::Done)
    }

    pub fn set_owner<M: Method<Params = file_owner::Owned>>(&self, call: &Call<'_>) -> CallResult {
        let owner = call.params::<M>().get()?;
        change_owner(self.node, self.identity, owner.get_user(), owner.get_group())?;
        Ok(Outcome::Done)
    }

    pub fn set_times<M: Method<Params = file_times::Owned>>(&self, call: &Call<'_>) -> CallResult {
        let times = call.params::<M>().get()?;
        let (access, modification) = (read_time(times.get_access()?)?, read_time(times.get_modification()?)?);
        change_times(self.node, self.identity, access, modification)?;
        Ok(Outcome::Done)
    }
}

/// A change of times: to now, to nothing, or to a time that is given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NewTime {
    Now,
    Keep,
    At(Time),
}

pub fn read_time(change: time_change::Reader<'_>) -> Result<NewTime, CallError> {
    const NANOSECONDS_PER_SECOND: u32 = 1_000_000_000;
    match change.which()? {
        time_change::Now(()) => Ok(NewTime::Now),
        time_change::Keep(()) => Ok(NewTime::Keep),
        time_change::At(at) => {
            let time = Time { seconds: at.get_seconds(), nanoseconds: at.get_nanoseconds() };
            let proper = time.nanoseconds < NANOSECONDS_PER_SECOND;
            if proper { Ok(NewTime::At(time)) } else { Err(ErrorCode::InvalidArgument.into()) }
        }
    }
}

/// chmod: only the owner may, and set-group-ID is for members of the group.
pub fn change_mode(node: &NodeReference, identity: &Identity, mode: u32) -> FileResult<()> {
    let status = node.status()?;
    identity.check_owner(&status)?;
    let mut mode = mode & Status::MODE;
    if !status.is_directory() && !identity.is_super_user() && !identity.is_in(status.group) {
        mode &= !Status::SET_GROUP;
    }
    node.file_system().change(node.inode(), Change { mode: Some(mode), ..Change::default() })
}

/// chown: the super-user may, and the owner may give the file to another of the owner's groups. Set-ID bits go.
pub fn change_owner(node: &NodeReference, identity: &Identity, user: u32, group: u32) -> FileResult<()> {
    let status = node.status()?;
    let user = (user != KEEP).then_some(user);
    let group = (group != KEEP).then_some(group);
    if !identity.is_super_user() {
        let stays = user.is_none_or(|user| user == status.user);
        if identity.user != status.user || !stays || group.is_some_and(|group| !identity.is_in(group)) {
            return Err(ErrorCode::NotPermitted);
        }
    }
    let executable = !status.is_directory() && status.mode & 0o111 != 0;
    let mode = executable.then_some(status.mode & !(Status::SET_USER | Status::SET_GROUP));
    node.file_system().change(node.inode(), Change { mode, user, group, ..Change::default() })
}

/// utimensat: whoever may write sets both to now; other times are the owner's.
pub fn change_times(
    node: &NodeReference,
    identity: &Identity,
    access: NewTime,
    modification: NewTime,
) -> FileResult<()> {
    let status = node.status()?;
    match (access, modification) {
        (NewTime::Keep, NewTime::Keep) => return Ok(()),
        (NewTime::Now, NewTime::Now) if identity.owns(&status) => {}
        (NewTime::Now, NewTime::Now) => identity.check(&status, Access::WRITE)?,
        _ => identity.check_owner(&status)?,
    }
    let time = |change| match change {
        NewTime::Now => Some(Time::now()),
        NewTime::Keep => None,
        NewTime::At(time) => Some(time),
    };
    let change = Change { accessed: time(access), modified: time(modification), ..Change::default() };
    node.file_system().change(node.inode(), change)
}

/// `textBusy` for a file that runs: its contents stay as they are.
pub fn check_not_running(node: &NodeReference) -> FileResult<()> {
    node.file_system().locks(node.inode())?.usage.check_writable()
}

/// After somebody who is not the super-user wrote to a file: it does not run with another's identity any more.
pub fn drop_set_id(node: &NodeReference, identity: &Identity) -> FileResult<()> {
    const SET_ID: u32 = Status::SET_USER | Status::SET_GROUP;
    if identity.is_super_user() {
        return Ok(());
    }
    let mode = node.status()?.mode;
    if mode & SET_ID == 0 {
        return Ok(());
    }
    node.file_system().change(node.inode(), Change { mode: Some(mode & !SET_ID), ..Change::default() })
}
