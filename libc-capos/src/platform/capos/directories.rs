//! Listing directories, and the rarer ways to change them.

use super::fs::{changeable_file, masked, rename, writable};
use super::path::{base, namespace};
use super::{Capos, descriptors};
use crate::errno::Errno;
use crate::platform::Directories;
use crate::types::{c_int, c_uint, dev_t, mode_t};
use capos_rt::Rename;
use core::ffi::CStr;
use core::mem::MaybeUninit;

const RENAME_NOREPLACE: c_uint = 1;
const RENAME_EXCHANGE: c_uint = 2;
const S_IFMT: mode_t = 0o170_000;
const S_IFREG: mode_t = 0o100_000;

impl Directories for Capos {
    fn getdents(fd: c_int, buffer: &mut [MaybeUninit<u8>]) -> Result<usize, Errno> {
        descriptors::get(fd)?.readable()?;
        Ok(changeable_file(fd).map_err(|_| Errno::ENOTDIR)?.list(writable(buffer))?)
    }

    fn mknodat(dirfd: c_int, path: &CStr, mode: mode_t, _device: dev_t) -> Result<(), Errno> {
        let path = path.to_bytes();
        let kind = if mode & S_IFMT == 0 { S_IFREG } else { mode & S_IFMT };
        Ok(namespace()?.make_node(base(dirfd, path)?, path, kind | masked(mode & !S_IFMT))?)
    }

    fn renameat2(old_dir: c_int, old: &CStr, new_dir: c_int, new: &CStr, flags: c_uint) -> Result<(), Errno> {
        let how = match flags {
            0 => Rename::Replace,
            RENAME_NOREPLACE => Rename::NoReplace,
            RENAME_EXCHANGE => Rename::Exchange,
            _ => return Err(Errno::EINVAL),
        };
        rename((old_dir, old), (new_dir, new), how)
    }

    fn chmod_no_follow(dirfd: c_int, path: &CStr, mode: mode_t) -> Result<(), Errno> {
        let path = path.to_bytes();
        Ok(namespace()?.set_mode(base(dirfd, path)?, path, mode & 0o7777, false)?)
    }
}
