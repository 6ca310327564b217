//! What `stat` tells and `chmod`, `chown` and `utimensat` change; the status flags.

use capos_schema::capos_capnp::ErrorCode;
use capos_schema::methods::file::{
    GetFileSystemStatus, GetFlags, GetStatus, SetFlags, SetMode, SetOwner, SetTimes,
};

use super::super::status::{
    FILE_SYSTEM_ROOM, STATUS_ROOM, change_mode, change_owner, change_times, read_time,
    write_file_system_status, write_status,
};
use super::File;
use crate::namespace::OpenFlags;
use crate::object::{Call, CallResult, Outcome};

impl File {
    pub(super) fn get_status(&self, call: &mut Call<'_>) -> CallResult {
        let status = self.node().status()?;
        call.results::<GetStatus>(STATUS_ROOM, |results| {
            write_status(&status, results.init_status());
            Ok(())
        })?;
        Ok(Outcome::Done)
    }

    pub(super) fn get_file_system_status(&self, call: &mut Call<'_>) -> CallResult {
        call.results::<GetFileSystemStatus>(FILE_SYSTEM_ROOM, |results| {
            let file_system = &**self.node().file_system();
            write_file_system_status(file_system, self.is_read_only(), results.init_status());
            Ok(())
        })?;
        Ok(Outcome::Done)
    }

    pub(super) fn set_mode(&self, call: &mut Call<'_>) -> CallResult {
        let mode = call.params::<SetMode>().get()?.get_mode();
        self.check_changeable()?;
        change_mode(self.node(), &self.identity, mode)?;
        Ok(Outcome::Done)
    }

    pub(super) fn set_owner(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<SetOwner>();
        let params = message.get()?;
        self.check_changeable()?;
        change_owner(self.node(), &self.identity, params.get_user(), params.get_group())?;
        Ok(Outcome::Done)
    }

    pub(super) fn set_times(&self, call: &mut Call<'_>) -> CallResult {
        let message = call.params::<SetTimes>();
        let params = message.get()?;
        let (access, modification) =
            (read_time(params.get_access()?)?, read_time(params.get_modification()?)?);
        self.check_changeable()?;
        change_times(self.node(), &self.identity, access, modification)?;
        Ok(Outcome::Done)
    }

    pub(super) fn get_flags(&self, call: &mut Call<'_>) -> CallResult {
        let flags = self.flags();
        call.results::<GetFlags>(0, |mut results| {
            results.set_flags(flags.bits());
            Ok(())
        })?;
        Ok(Outcome::Done)
    }

    pub(super) fn set_flags(&self, call: &mut Call<'_>) -> CallResult {
        let given = call.params::<SetFlags>().get()?.get_flags();
        let Some(given) = OpenFlags::from_bits(given) else {
            return Err(call.exception(ErrorCode::InvalidArgument, "flags: unknown bits"));
        };
        let mut state = self.state.lock();
        state.flags = (state.flags - OpenFlags::CHANGEABLE) | (given & OpenFlags::CHANGEABLE);
        Ok(Outcome::Done)
    }
}
