//! Client of `File`: an open file description, cursor and status flags included.

use capos_schema::capos_capnp::file as schema;
pub use capos_schema::capos_capnp::file::{LockKind, Whence};
use capos_schema::capos_capnp::{file_status, file_system_status, time_change};
use capos_schema::methods::file as methods;

use crate::call::{Bulk, Parts, Wait, act, ask, ask_with, transfer, transfer_with};
use crate::capability::interfaces::File;
use crate::descriptions::{WithFlags, WithInode, WithStatus};
use crate::{Capability, Result};

/// Seconds since the epoch, and nanoseconds of the next.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct FileTime {
    pub seconds: i64,
    pub nanoseconds: u32,
}

/// What `struct stat` holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct FileStatus {
    pub size: u64,
    pub mode: u32,
    pub inode: u64,
    pub links: u32,
    pub block_size: u32,
    /// Of 512 bytes.
    pub blocks: u64,
    pub device: u64,
    pub special_device: u64,
    pub user_id: u32,
    pub group_id: u32,
    pub accessed: FileTime,
    pub modified: FileTime,
    pub changed: FileTime,
}

impl FileStatus {
    /// Of a message of one.
    pub(crate) const WORDS: usize = 18;

    pub(crate) fn read(status: file_status::Reader<'_>) -> Self {
        let time = |seconds, nanoseconds| FileTime { seconds, nanoseconds };
        FileStatus {
            size: status.get_size(),
            mode: status.get_mode(),
            inode: status.get_inode(),
            links: status.get_links(),
            block_size: status.get_block_size(),
            blocks: status.get_blocks(),
            device: status.get_device(),
            special_device: status.get_special_device(),
            user_id: status.get_user_id(),
            group_id: status.get_group_id(),
            accessed: time(status.get_accessed_seconds(), status.get_accessed_nanoseconds()),
            modified: time(status.get_modified_seconds(), status.get_modified_nanoseconds()),
            changed: time(status.get_changed_seconds(), status.get_changed_nanoseconds()),
        }
    }
}

/// Longest name of an extended attribute, and words of a message with one.
pub const MAX_ATTRIBUTE_NAME: usize = 255;
const ATTRIBUTE_WORDS: usize = 4 + (MAX_ATTRIBUTE_NAME + 1) / 8;

/// What `struct statvfs` holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct FileSystemStatus {
    pub block_size: u32,
    pub max_name: u32,
    pub blocks: u64,
    pub free_blocks: u64,
    pub files: u64,
    pub free_files: u64,
    pub id: u64,
    pub read_only: bool,
}

impl FileSystemStatus {
    pub(crate) fn read(status: file_system_status::Reader<'_>) -> Self {
        FileSystemStatus {
            block_size: status.get_block_size(),
            max_name: status.get_max_name(),
            blocks: status.get_blocks(),
            free_blocks: status.get_free_blocks(),
            files: status.get_files(),
            free_files: status.get_free_files(),
            id: status.get_id(),
            read_only: status.get_read_only(),
        }
    }
}

/// What becomes of one time of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NewTime {
    Now,
    Keep,
    At(FileTime),
}

impl NewTime {
    pub(crate) fn write(self, mut to: time_change::Builder<'_>) {
        match self {
            NewTime::Now => to.set_now(()),
            NewTime::Keep => to.set_keep(()),
            NewTime::At(time) => {
                let mut at = to.init_at();
                at.set_seconds(time.seconds);
                at.set_nanoseconds(time.nanoseconds);
            }
        }
    }
}

/// Which bytes a lock is about; length 0 reaches beyond every end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LockRange {
    pub start: u64,
    pub length: u64,
    /// The lock is the description's, not the process's.
    pub of_description: bool,
}

impl LockRange {
    fn write(self, kind: LockKind, mut to: schema::range_lock::Builder<'_>) {
        to.set_kind(kind);
        to.set_start(self.start);
        to.set_length(self.length);
        to.set_of_description(self.of_description);
    }
}

/// A lock as `find_lock` tells of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FoundLock {
    pub kind: LockKind,
    pub start: u64,
    /// 0: to the end, however far that is.
    pub length: u64,
    /// 0: a description's.
    pub process: u64,
}

impl WithFlags for File {
    type Get = methods::GetFlags;
    type Set = methods::SetFlags;
}

impl WithStatus for File {
    type Get = methods::GetStatus;
}

impl WithInode for File {
    type SetMode = methods::SetMode;
    type SetOwner = methods::SetOwner;
    type SetTimes = methods::SetTimes;
}

impl Capability<File> {
    /// Reads at the cursor and moves it.
    pub fn read(&self, buffer: &mut [u8], wait: Wait) -> Result<usize> {
        transfer::<methods::Read>(self.handle(), wait, Bulk::To(buffer))
    }

    pub fn read_at(&self, offset: u64, buffer: &mut [u8], wait: Wait) -> Result<usize> {
        let fill = |mut params: schema::read_at_params::Builder<'_>| params.set_offset(offset);
        transfer_with::<methods::ReadAt, 4>(self.handle(), wait, Bulk::To(buffer), fill)
    }

    /// Writes at the cursor, or with O_APPEND at the end, and moves the cursor.
    pub fn write(&self, bytes: &[u8], wait: Wait) -> Result<usize> {
        transfer::<methods::Write>(self.handle(), wait, Bulk::From(bytes))
    }

    pub fn write_at(&self, offset: u64, bytes: &[u8], wait: Wait) -> Result<usize> {
        let fill = |mut params: schema::write_at_params::Builder<'_>| params.set_offset(offset);
        transfer_with::<methods::WriteAt, 4>(self.handle(), wait, Bulk::From(bytes), fill)
    }

    /// As `read_at`, to several places.
    pub fn read_parts_at(&self, offset: u64, parts: Parts<'_>) -> Result<usize> {
        let fill = |mut params: schema::read_at_params::Builder<'_>| params.set_offset(offset);
        transfer_with::<methods::ReadAt, 4>(self.handle(), Wait::Block, Bulk::Parts(parts), fill)
    }

    /// As `write_at`, from several places.
    pub fn write_parts_at(&self, offset: u64, parts: Parts<'_>) -> Result<usize> {
        let fill = |mut params: schema::write_at_params::Builder<'_>| params.set_offset(offset);
        transfer_with::<methods::WriteAt, 4>(self.handle(), Wait::Block, Bulk::Parts(parts), fill)
    }

    /// Moves the cursor; answers where it is.
    pub fn seek(&self, offset: i64, whence: Whence) -> Result<u64> {
        let fill = |mut params: schema::seek_params::Builder<'_>| {
            params.set_offset(offset);
            params.set_whence(whence);
        };
        transfer_with::<methods::Seek, 4>(self.handle(), Wait::Block, Bulk::None, fill)
            .map(|position| position as u64)
    }

    pub fn file_system_status(&self) -> Result<FileSystemStatus> {
        let read = |results: file_system_status::Reader<'_>| Ok(FileSystemStatus::read(results));
        ask::<methods::GetFileSystemStatus, 12, _>(self.handle(), read)
    }

    pub fn set_size(&self, size: u64) -> Result<()> {
        let fill = |mut params: schema::set_size_params::Builder<'_>| params.set_size(size);
        act::<methods::SetSize, 4>(self.handle(), fill)
    }

    /// Sees to it that writing in the range does not fail for want of space.
    pub fn allocate(&self, offset: u64, length: u64, keep_size: bool) -> Result<()> {
        let fill = |mut params: schema::allocate_params::Builder<'_>| {
            params.set_offset(offset);
            params.set_length(length);
            params.set_keep_size(keep_size);
        };
        act::<methods::Allocate, 6>(self.handle(), fill)
    }

    /// Everything written is on the medium afterwards.
    pub fn sync(&self, data_only: bool) -> Result<()> {
        let fill = |mut params: schema::sync_params::Builder<'_>| params.set_data_only(data_only);
        act::<methods::Sync, 4>(self.handle(), fill)
    }

    /// Directory entries from the cursor on: `schema::abi::directory_entry`.
    pub fn list(&self, buffer: &mut [u8]) -> Result<usize> {
        transfer::<methods::List>(self.handle(), Wait::Block, Bulk::To(buffer))
    }

    pub fn lock(&self, kind: LockKind, range: LockRange, wait: Wait) -> Result<()> {
        let fill = |params: schema::range_lock::Builder<'_>| range.write(kind, params);
        transfer_with::<methods::Lock, 5>(self.handle(), wait, Bulk::None, fill).map(drop)
    }

    /// The first lock that would make `lock` wait; its kind is `Unlock` if there is none.
    pub fn find_lock(&self, kind: LockKind, range: LockRange) -> Result<FoundLock> {
        let fill = |params: schema::range_lock::Builder<'_>| range.write(kind, params);
        let read = |results: schema::find_lock_results::Reader<'_>| {
            Ok(FoundLock {
                kind: results.get_kind()?,
                start: results.get_start(),
                length: results.get_length(),
                process: results.get_process(),
            })
        };
        ask_with::<methods::FindLock, 5, 8, _>(self.handle(), fill, read)
    }

    /// flock.
    pub fn lock_whole(&self, kind: LockKind, wait: Wait) -> Result<()> {
        let fill = |mut params: schema::lock_whole_params::Builder<'_>| params.set_kind(kind);
        transfer_with::<methods::LockWhole, 4>(self.handle(), wait, Bulk::None, fill).map(drop)
    }

    /// An extended attribute's length, and its value unless the buffer is empty.
    pub fn attribute(&self, name: &[u8], value: &mut [u8]) -> Result<usize> {
        let fill = |mut params: schema::get_attribute_params::Builder<'_>| params.set_name(name);
        transfer_with::<methods::GetAttribute, ATTRIBUTE_WORDS>(
            self.handle(),
            Wait::Block,
            Bulk::To(value),
            fill,
        )
    }

    /// Sets an extended attribute; with `create` only a new one, with `replace` only one that is there.
    pub fn set_attribute(&self, name: &[u8], value: &[u8], create: bool, replace: bool) -> Result<()> {
        let fill = |mut params: schema::set_attribute_params::Builder<'_>| {
            params.set_name(name);
            params.set_create(create);
            params.set_replace(replace);
        };
        transfer_with::<methods::SetAttribute, ATTRIBUTE_WORDS>(
            self.handle(),
            Wait::Block,
            Bulk::From(value),
            fill,
        )
        .map(drop)
    }

    pub fn remove_attribute(&self, name: &[u8]) -> Result<()> {
        let fill = |mut params: schema::remove_attribute_params::Builder<'_>| params.set_name(name);
        act::<methods::RemoveAttribute, ATTRIBUTE_WORDS>(self.handle(), fill)
    }

    /// The length of all names, each with its NUL, and the names unless the buffer is empty.
    pub fn attributes(&self, names: &mut [u8]) -> Result<usize> {
        transfer::<methods::ListAttributes>(self.handle(), Wait::Block, Bulk::To(names))
    }
}
