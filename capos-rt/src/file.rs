//! Client of `File`: an open file description, cursor included.

use capos_schema::capos_capnp::file as schema;
pub use capos_schema::capos_capnp::file::Whence;
use capos_schema::capos_capnp::file_status;
use capos_schema::methods::file as methods;

use crate::call::{Bulk, Wait, call, transfer};
use crate::capability::interfaces::File;
use crate::{Capability, Result};

/// What `struct stat` holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct FileStatus {
    pub size: u64,
    pub mode: u32,
    pub inode: u64,
    pub links: u32,
    pub modified_seconds: i64,
    pub modified_nanoseconds: u32,
    pub block_size: u32,
    pub device: u64,
    pub user_id: u32,
    pub group_id: u32,
}

impl FileStatus {
    pub(crate) fn read(status: file_status::Reader<'_>) -> Self {
        FileStatus {
            size: status.get_size(),
            mode: status.get_mode(),
            inode: status.get_inode(),
            links: status.get_links(),
            modified_seconds: status.get_modified_seconds(),
            modified_nanoseconds: status.get_modified_nanoseconds(),
            block_size: status.get_block_size(),
            device: status.get_device(),
            user_id: status.get_user_id(),
            group_id: status.get_group_id(),
        }
    }
}

impl Capability<File> {
    /// Reads at the cursor and moves it.
    pub fn read(&self, buffer: &mut [u8], wait: Wait) -> Result<usize> {
        transfer::<methods::Read>(self.handle(), wait, Bulk::To(buffer))
    }

    pub fn read_at(&self, offset: u64, buffer: &mut [u8], wait: Wait) -> Result<usize> {
        let fill = |mut params: schema::read_at_params::Builder<'_>| params.set_offset(offset);
        call::<methods::ReadAt, 4, 1, _>(self.handle(), wait, Bulk::To(buffer), fill, |_| Ok(()))
            .map(|(_, count)| count as usize)
    }

    /// Writes at the cursor and moves it.
    pub fn write(&self, bytes: &[u8], wait: Wait) -> Result<usize> {
        transfer::<methods::Write>(self.handle(), wait, Bulk::From(bytes))
    }

    pub fn write_at(&self, offset: u64, bytes: &[u8], wait: Wait) -> Result<usize> {
        let fill = |mut params: schema::write_at_params::Builder<'_>| params.set_offset(offset);
        call::<methods::WriteAt, 4, 1, _>(self.handle(), wait, Bulk::From(bytes), fill, |_| Ok(()))
            .map(|(_, count)| count as usize)
    }

    /// Moves the cursor; answers where it is.
    pub fn seek(&self, offset: i64, whence: Whence) -> Result<u64> {
        let fill = |mut params: schema::seek_params::Builder<'_>| {
            params.set_offset(offset);
            params.set_whence(whence);
        };
        let read = |results: schema::seek_results::Reader<'_>| Ok(results.get_position());
        call::<methods::Seek, 4, 4, _>(self.handle(), Wait::Block, Bulk::None, fill, read).map(|(at, _)| at)
    }

    pub fn status(&self) -> Result<FileStatus> {
        let read =
            |results: schema::get_status_results::Reader<'_>| Ok(FileStatus::read(results.get_status()?));
        call::<methods::GetStatus, 0, 16, _>(self.handle(), Wait::Block, Bulk::None, |_| (), read)
            .map(|(status, _)| status)
    }
}
