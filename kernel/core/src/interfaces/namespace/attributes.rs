//! What `stat` tells of a path, and what changes it.

use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::namespace::{
    CheckAccess, GetFileSystemStatus, GetStatus, SetMode, SetOwner, SetSize, SetTimes,
};

use super::super::status::{
    change_mode, change_owner, change_times, check_not_running, drop_set_id, read_time,
    tell_file_system_status, tell_status,
};
use super::{Namespace, Reached};
use crate::file_system::{Access, Kind, Last, NodeReference, Status};
use crate::object::{Call, CallError, CallResult, Outcome};

fn last(follow: bool) -> Last {
    if follow { Last::Follow } else { Last::Keep }
}

impl Namespace {
    pub(super) fn get_status(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<GetStatus>();
        let params = message.get()?;
        let last = last(params.get_follow_links());
        let mut status = Status::UNKNOWN;
        let reached = self.look_at(call, params.get_path()?, params.get_directory(), last, &mut status)?;
        if reached.found.node.is_none() {
            return Err(ErrorCode::NotFound.into());
        }
        tell_status::<GetStatus>(call, &status)
    }

    pub(super) fn get_file_system_status(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<GetFileSystemStatus>();
        let params = message.get()?;
        let reached = self.reach(call, params.get_path()?, params.get_directory(), Last::Follow)?;
        let read_only = reached.check_found_changeable().is_err();
        let position = reached.found.existing()?;
        tell_file_system_status::<GetFileSystemStatus>(call, &**position.node().file_system(), read_only)
    }

    /// The node, if it may be changed at all.
    fn changeable(
        &self,
        call: &mut Call<'_>,
        path: &[u8],
        directory: u32,
        last: Last,
    ) -> Result<NodeReference, CallError> {
        let reached: Reached<'_> = self.reach(call, path, directory, last)?;
        let changeable = reached.check_found_changeable();
        let position = reached.found.existing()?;
        changeable?;
        Ok(position.into_node())
    }

    pub(super) fn set_mode(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<SetMode>();
        let params = message.get()?;
        let last = last(params.get_follow_links());
        let node = self.changeable(call, params.get_path()?, params.get_directory(), last)?;
        if node.status()?.kind == Kind::SymbolicLink {
            return Err(ErrorCode::NotSupported.into());
        }
        change_mode(&node, &self.identity, params.get_mode())?;
        Ok(Outcome::Done)
    }

    pub(super) fn set_owner(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<SetOwner>();
        let params = message.get()?;
        let last = last(params.get_follow_links());
        let node = self.changeable(call, params.get_path()?, params.get_directory(), last)?;
        change_owner(&node, &self.identity, params.get_user(), params.get_group())?;
        Ok(Outcome::Done)
    }

    pub(super) fn set_times(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<SetTimes>();
        let params = message.get()?;
        let (access, modification) =
            (read_time(params.get_access()?)?, read_time(params.get_modification()?)?);
        let last = last(params.get_follow_links());
        let node = self.changeable(call, params.get_path()?, params.get_directory(), last)?;
        change_times(&node, &self.identity, access, modification)?;
        Ok(Outcome::Done)
    }

    pub(super) fn set_size(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<SetSize>();
        let params = message.get()?;
        let size = params.get_size();
        if i64::try_from(size).is_err() {
            return Err(call.exception(ErrorCode::InvalidArgument, "size: negative"));
        }
        let node = self.changeable(call, params.get_path()?, params.get_directory(), Last::Follow)?;
        let status = node.status()?;
        if status.is_directory() {
            return Err(ErrorCode::IsDirectory.into());
        }
        self.identity.check(&status, Access::WRITE)?;
        check_not_running(&node)?;
        node.file_system().set_size(node.inode(), size)?;
        drop_set_id(&node, &self.identity)?;
        Ok(Outcome::Done)
    }

    pub(super) fn check_access(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<CheckAccess>();
        let params = message.get()?;
        let Some(access) = Access::from_bits(params.get_access()) else {
            return Err(call.exception(ErrorCode::InvalidArgument, "access: unknown bits"));
        };
        let last = last(params.get_follow_links());
        let mut status = Status::UNKNOWN;
        let reached = self.look_at(call, params.get_path()?, params.get_directory(), last, &mut status)?;
        let changeable = reached.check_found_changeable();
        if reached.found.node.is_none() {
            return Err(ErrorCode::NotFound.into());
        }
        self.identity.check(&status, access)?;
        // Writing to a device does not change the tree.
        if access.contains(Access::WRITE) && status.kind != Kind::CharacterDevice {
            changeable?;
        }
        Ok(Outcome::Done)
    }
}
