//! Locks, space, copies inside the kernel, descriptors in bulk.

use super::Linux;
use super::syscall::{args, int, nr, syscall};
use crate::errno::Errno;
use crate::platform::FileControl;
use crate::types::{c_int, c_uint, iovec, off_t, size_t};
use core::ffi::CStr;

/// The address of an optional offset, which the kernel reads and writes.
fn offset_arg(offset: Option<&mut off_t>) -> usize {
    offset.map_or(0, |offset| core::ptr::from_mut(offset) as usize)
}

/// A vector call at an offset, whose halves the kernel takes separately (the high one is ignored on 64 bits).
///
/// # Safety
/// Every element describes memory that call `number` may use.
unsafe fn vector_at(
    number: usize,
    fd: c_int,
    buffers: &[iovec],
    offset: off_t,
    flags: c_int,
) -> Result<usize, Errno> {
    let arguments = args([int(fd), buffers.as_ptr() as usize, buffers.len(), offset as usize, 0, int(flags)]);
    // SAFETY: the caller's promise.
    unsafe { syscall(number, arguments) }
}

impl FileControl for Linux {
    fn flock(fd: c_int, operation: c_int) -> Result<(), Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::FLOCK, args([int(fd), int(operation)])) }.map(drop)
    }

    fn fallocate(fd: c_int, mode: c_int, offset: off_t, length: off_t) -> Result<(), Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::FALLOCATE, args([int(fd), int(mode), offset as usize, length as usize])) }
            .map(drop)
    }

    fn sync_file_range(fd: c_int, offset: off_t, length: off_t, flags: c_uint) -> Result<(), Errno> {
        let arguments = args([int(fd), offset as usize, length as usize, flags as usize]);
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::SYNC_FILE_RANGE, arguments) }.map(drop)
    }

    fn fadvise(fd: c_int, offset: off_t, length: off_t, advice: c_int) -> Result<(), Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::FADVISE64, args([int(fd), offset as usize, length as usize, int(advice)])) }
            .map(drop)
    }

    fn copy_file_range(
        from: c_int,
        from_offset: Option<&mut off_t>,
        to: c_int,
        to_offset: Option<&mut off_t>,
        length: size_t,
        flags: c_uint,
    ) -> Result<usize, Errno> {
        let (read_at, write_at) = (offset_arg(from_offset), offset_arg(to_offset));
        let arguments = args([int(from), read_at, int(to), write_at, length, flags as usize]);
        // SAFETY: the offsets are absent or live.
        unsafe { syscall(nr::COPY_FILE_RANGE, arguments) }
    }

    fn close_range(first: c_uint, last: c_uint, flags: c_uint) -> Result<(), Errno> {
        // SAFETY: no memory is involved.
        unsafe { syscall(nr::CLOSE_RANGE, args([first as usize, last as usize, flags as usize])) }.map(drop)
    }

    fn memfd_create(name: &CStr, flags: c_uint) -> Result<c_int, Errno> {
        // SAFETY: the name is NUL-terminated.
        unsafe { syscall(nr::MEMFD_CREATE, args([name.as_ptr() as usize, flags as usize])) }
            .map(|fd| fd as c_int)
    }

    unsafe fn preadv2(fd: c_int, buffers: &[iovec], offset: off_t, flags: c_int) -> Result<usize, Errno> {
        // SAFETY: the caller promises that the elements describe writable memory.
        unsafe { vector_at(nr::PREADV2, fd, buffers, offset, flags) }
    }

    unsafe fn pwritev2(fd: c_int, buffers: &[iovec], offset: off_t, flags: c_int) -> Result<usize, Errno> {
        // SAFETY: the caller promises that the elements describe readable memory.
        unsafe { vector_at(nr::PWRITEV2, fd, buffers, offset, flags) }
    }

    fn sendfile(to: c_int, from: c_int, offset: Option<&mut off_t>, count: size_t) -> Result<usize, Errno> {
        // SAFETY: the offset is absent or live.
        unsafe { syscall(nr::SENDFILE, args([int(to), int(from), offset_arg(offset), count])) }
    }
}
