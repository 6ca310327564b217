//! Open files: locks, space, copies inside the system, descriptors in bulk.

use crate::errno::Errno;
use crate::types::{c_int, c_uint, iovec, off_t, size_t};
use core::ffi::CStr;

/// Optional family.
pub trait FileControl {
    /// `flock` of BSD: locks that belong to the open file description.
    fn flock(_fd: c_int, _operation: c_int) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    /// Reserves (`mode` 0) or otherwise rearranges the space of a range.
    fn fallocate(_fd: c_int, _mode: c_int, _offset: off_t, _length: off_t) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    /// Writes a range's contents back; what the flags of Linux wait for is not told apart.
    fn sync_file_range(_fd: c_int, _offset: off_t, _length: off_t, _flags: c_uint) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    /// Tells how a range is going to be used.
    fn fadvise(_fd: c_int, _offset: off_t, _length: off_t, _advice: c_int) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    /// Copies between files; without an offset the file's own is used and moved.
    fn copy_file_range(
        _from: c_int,
        _from_offset: Option<&mut off_t>,
        _to: c_int,
        _to_offset: Option<&mut off_t>,
        _length: size_t,
        _flags: c_uint,
    ) -> Result<usize, Errno> {
        Err(Errno::ENOSYS)
    }

    /// Closes the descriptors from `first` to `last`; `flags` are `CLOSE_RANGE_*`.
    fn close_range(_first: c_uint, _last: c_uint, _flags: c_uint) -> Result<(), Errno> {
        Err(Errno::ENOSYS)
    }

    /// A file that has no name.
    fn memfd_create(_name: &CStr, _flags: c_uint) -> Result<c_int, Errno> {
        Err(Errno::ENOSYS)
    }

    /// Scatters a read at `offset` (-1: the file's own) over `buffers`; `flags` are `RWF_*`.
    ///
    /// # Safety
    /// Every element describes writable memory.
    unsafe fn preadv2(_fd: c_int, _buffers: &[iovec], _offset: off_t, _flags: c_int) -> Result<usize, Errno> {
        Err(Errno::ENOSYS)
    }

    /// Gathers `buffers` into one write at `offset`.
    ///
    /// # Safety
    /// Every element describes readable memory.
    unsafe fn pwritev2(
        _fd: c_int,
        _buffers: &[iovec],
        _offset: off_t,
        _flags: c_int,
    ) -> Result<usize, Errno> {
        Err(Errno::ENOSYS)
    }

    /// Copies from a file to any descriptor.
    fn sendfile(
        _to: c_int,
        _from: c_int,
        _offset: Option<&mut off_t>,
        _count: size_t,
    ) -> Result<usize, Errno> {
        Err(Errno::ENOSYS)
    }
}
