//! File systems as a whole.

use crate::errno::Errno;
use crate::types::{c_int, statfs};
use core::ffi::CStr;

/// Optional family.
pub trait Volumes {
    /// The file system that `path` is in.
    fn statfs(_path: &CStr) -> Result<statfs, Errno> {
        Err(Errno::ENOSYS)
    }

    /// The file system that an open file is in.
    fn fstatfs(_fd: c_int) -> Result<statfs, Errno> {
        Err(Errno::ENOSYS)
    }

    /// Starts writing everything that waits to be written.
    fn sync() {}

    /// The same for the file system that an open file is in, and waits for it.
    fn syncfs(_fd: c_int) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }
}
