//! File systems as a whole, and extended attributes, which none of them has.

use super::path::{AT_FDCWD, base, namespace};
use super::{Capos, descriptors, fs};
use crate::errno::Errno;
use crate::platform::{Attributed, Attributes, Volumes};
use crate::types::{c_int, fsid_t, statfs};
use capos_rt::FileSystemStatus;
use core::ffi::CStr;
use core::mem::MaybeUninit;

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

/// `EBADF` or what is wrong with the path.
fn check(of: Attributed<'_>) -> Result<(), Errno> {
    let (path, follow) = match of {
        Attributed::Path(path) => (path.to_bytes(), true),
        Attributed::Link(path) => (path.to_bytes(), false),
        Attributed::Descriptor(fd) => return descriptors::check(fd),
    };
    Ok(namespace()?.status_at(base(AT_FDCWD, path)?, path, follow).map(drop)?)
}

/// No file system here keeps attributes.
impl Attributes for Capos {
    fn getxattr(of: Attributed<'_>, _: &CStr, _: &mut [MaybeUninit<u8>]) -> Result<usize, Errno> {
        check(of).and(Err(Errno::ENOTSUP))
    }

    fn setxattr(of: Attributed<'_>, _: &CStr, _: &[u8], _: c_int) -> Result<(), Errno> {
        check(of).and(Err(Errno::ENOTSUP))
    }

    fn listxattr(of: Attributed<'_>, _: &mut [MaybeUninit<u8>]) -> Result<usize, Errno> {
        check(of).map(|()| 0)
    }

    fn removexattr(of: Attributed<'_>, _: &CStr) -> Result<(), Errno> {
        check(of).and(Err(Errno::ENOTSUP))
    }
}
