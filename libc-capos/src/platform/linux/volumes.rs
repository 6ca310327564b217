//! File systems as a whole.

use super::Linux;
use super::syscall::{args, int, nr, syscall};
use crate::errno::Errno;
use crate::platform::Volumes;
use crate::types::{c_int, statfs};
use core::ffi::CStr;

impl Volumes for Linux {
    fn statfs(path: &CStr) -> Result<statfs, Errno> {
        let mut volume = statfs::default();
        // SAFETY: the path is NUL-terminated; `statfs` has the kernel's layout and is writable.
        unsafe { syscall(nr::STATFS, args([path.as_ptr() as usize, &raw mut volume as usize])) }?;
        Ok(volume)
    }

    fn fstatfs(fd: c_int) -> Result<statfs, Errno> {
        let mut volume = statfs::default();
        // SAFETY: `statfs` has the kernel's layout and is writable.
        unsafe { syscall(nr::FSTATFS, args([int(fd), &raw mut volume as usize])) }?;
        Ok(volume)
    }

    fn sync() {
        // SAFETY: no memory is involved. The call always succeeds.
        let _ = unsafe { syscall(nr::SYNC, args([])) };
    }

    fn syncfs(fd: c_int) -> Result<(), Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::SYNCFS, args([int(fd)])) }.map(drop)
    }
}
