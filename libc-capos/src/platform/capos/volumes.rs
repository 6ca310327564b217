//! The tree of files as a volume: the boot package, in memory and read-only.

use super::Capos;
use super::directories::{exists, is_file};
use crate::errno::Errno;
use crate::platform::{Attributed, Attributes, Volumes};
use crate::types::{c_int, statfs};
use core::ffi::CStr;
use core::mem::MaybeUninit;

/// The type number by which programs know a file system in memory.
const RAMFS: u64 = 0x8584_58f6;
const READ_ONLY: u64 = 1;
const BLOCK: u64 = 4096;
const NAME_MAX: u64 = 255;

/// Sizes are zero, as for other trees that are no storage: the kernel does not count blocks.
fn package() -> statfs {
    statfs {
        f_type: RAMFS,
        f_bsize: BLOCK,
        f_frsize: BLOCK,
        f_namelen: NAME_MAX,
        f_flags: READ_ONLY,
        ..statfs::default()
    }
}

impl Volumes for Capos {
    fn statfs(path: &CStr) -> Result<statfs, Errno> {
        exists(path).map(|()| package())
    }

    fn fstatfs(fd: c_int) -> Result<statfs, Errno> {
        if is_file(fd)? { Ok(package()) } else { Err(Errno::ENOSYS) }
    }

    fn syncfs(fd: c_int) -> Result<(), Errno> {
        is_file(fd).map(drop)
    }
}

/// `EBADF` or what is wrong with the path.
fn check(of: Attributed<'_>) -> Result<(), Errno> {
    match of {
        Attributed::Path(path) | Attributed::Link(path) => exists(path),
        Attributed::Descriptor(fd) => is_file(fd).map(drop),
    }
}

/// Files of the boot package have no attributes, and can not get any.
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
