//! File systems as a whole.

use super::path::{AT_FDCWD, base, namespace};
use super::{Capos, descriptors, fs};
use crate::errno::Errno;
use crate::platform::Volumes;
use crate::types::{c_int, fsid_t, statfs};
use capos_rt::FileSystemStatus;
use core::ffi::CStr;

/// The type number by which programs know a file system in memory.
const RAMFS: u64 = 0x8584_58f6;
const READ_ONLY: u64 = 1;

fn to_statfs(status: FileSystemStatus) -> statfs {
    let block = status.block_size.into();
    statfs {
        f_type: RAMFS,
        f_bsize: block,
        f_frsize: block,
        f_blocks: status.blocks,
        f_bfree: status.free_blocks,
        f_bavail: status.free_blocks,
        f_files: status.files,
        f_ffree: status.free_files,
        f_fsid: fsid_t { __val: [status.id as c_int, (status.id >> 32) as c_int] },
        f_namelen: status.max_name.into(),
        f_flags: if status.read_only { READ_ONLY } else { 0 },
        ..statfs::default()
    }
}

impl Volumes for Capos {
    fn statfs(path: &CStr) -> Result<statfs, Errno> {
        let path = path.to_bytes();
        Ok(to_statfs(namespace()?.file_system_status(base(AT_FDCWD, path)?, path)?))
    }

    fn fstatfs(fd: c_int) -> Result<statfs, Errno> {
        let file = fs::file(descriptors::get(fd)?.target).map_err(|_| Errno::ENOSYS)?;
        Ok(to_statfs(file.file_system_status()?))
    }

    fn sync() {
        // What can not be written now is written later; nobody asks.
        let _ = namespace().map(|namespace| namespace.sync());
    }

    fn syncfs(fd: c_int) -> Result<(), Errno> {
        Ok(fs::changeable_file(fd)?.sync(false)?)
    }
}
