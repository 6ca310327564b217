//! What `stat` tells and `chmod`, `chown` and `utimensat` change.

use capos_schema::methods::file::{GetFileSystemStatus, GetStatus};

use super::super::status::{Changeable, tell_file_system_status, tell_status};
use super::File;
use crate::file_system::FileResult;
use crate::object::{Call, CallResult};

impl File {
    pub(super) fn get_status(&self, call: &mut Call<'_>) -> CallResult {
        tell_status::<GetStatus>(call, &self.node().status()?)
    }

    pub(super) fn get_file_system_status(&self, call: &mut Call<'_>) -> CallResult {
        let file_system = &**self.node().file_system();
        tell_file_system_status::<GetFileSystemStatus>(call, file_system, self.is_read_only())
    }

    pub(super) fn changeable(&self) -> FileResult<Changeable<'_>> {
        self.check_changeable()?;
        Ok(Changeable { node: self.node(), identity: &self.identity })
    }
}
