//! `EmptyVolume`: a directory with nothing in it, to bind other trees below.

use alloc::sync::Arc;
use core::sync::atomic::{AtomicU64, Ordering};

use capos_schema::capos_capnp::ErrorCode;

use super::locks::LockDirectory;
use super::traits::FileLocks;
use super::{Entry, FileResult, FileSystem, Inode, Kind, Listed, Statistics, Status, Time};
use crate::object::{Call, CallError};

const ROOT: Inode = 1;
const MODE: u32 = 0o555;

/// `st_dev` of the first; the volumes of the manifest have small numbers.
const FIRST_DEVICE: u64 = 1 << 32;

static NEXT_DEVICE: AtomicU64 = AtomicU64::new(FIRST_DEVICE);

pub struct EmptyVolume {
    device: u64,
    locks: LockDirectory,
}

impl EmptyVolume {
    pub fn new() -> Arc<Self> {
        let device = NEXT_DEVICE.fetch_add(1, Ordering::Relaxed);
        Arc::new(EmptyVolume { device, locks: LockDirectory::new() })
    }
}

impl FileSystem for EmptyVolume {
    fn device(&self) -> u64 {
        self.device
    }

    fn root(&self) -> Inode {
        ROOT
    }

    fn is_read_only(&self) -> bool {
        true
    }

    fn retain(&self, _inode: Inode) {}

    fn release(&self, _inode: Inode) {}

    fn status(&self, inode: Inode) -> FileResult<Status> {
        Ok(Status {
            device: self.device,
            inode,
            kind: Kind::Directory,
            mode: MODE,
            user: 0,
            group: 0,
            links: 2,
            size: 0,
            blocks: 0,
            special_device: 0,
            accessed: Time::default(),
            modified: Time::default(),
            changed: Time::default(),
        })
    }

    fn lookup(&self, _directory: Inode, _name: &[u8]) -> FileResult<Inode> {
        Err(ErrorCode::NotFound)
    }

    fn parent(&self, _directory: Inode) -> FileResult<Inode> {
        Ok(ROOT)
    }

    fn list(
        &self,
        _directory: Inode,
        _cursor: u64,
        _give: &mut dyn FnMut(Entry<'_>) -> Listed,
    ) -> FileResult<()> {
        Ok(())
    }

    fn read_link(&self, _inode: Inode, _give: &mut dyn FnMut(&[u8])) -> FileResult<()> {
        Err(ErrorCode::InvalidArgument)
    }

    fn read(&self, _inode: Inode, _offset: u64, _call: &mut Call<'_>) -> Result<u64, CallError> {
        Err(ErrorCode::IsDirectory.into())
    }

    fn locks(&self, inode: Inode) -> FileResult<Arc<FileLocks>> {
        Ok(self.locks.of(inode))
    }

    fn statistics(&self) -> Statistics {
        Statistics { blocks: 0, free_blocks: 0, files: 1, free_files: 0 }
    }
}
