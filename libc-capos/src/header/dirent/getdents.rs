//! Reading directories without a stream.

use super::constants::{DT_FORCE_TYPE, DT_UNKNOWN};
use super::stream::name;
use crate::abi::uninit_slice_mut;
use crate::errno::{self, Errno};
use crate::header::fcntl::constants::AT_SYMLINK_NOFOLLOW;
use crate::platform::{Directories, Fs, Sys};
use crate::types::{c_int, c_void, dirent, size_t, ssize_t};

/// Alignment of records.
const ALIGNMENT: usize = 8;

/// Finds the type of each entry whose directory does not tell it.
///
/// # Safety
/// The system wrote `length` bytes of records to `buffer`.
unsafe fn find_types(fd: c_int, buffer: *mut u8, length: usize) {
    let mut at = 0;
    while at < length {
        // SAFETY: the caller promises whole records.
        unsafe {
            let entry = buffer.add(at).cast::<dirent>();
            if c_int::from((*entry).d_type) == DT_UNKNOWN
                && let Ok(status) = Sys::fstatat(fd, name(entry), AT_SYMLINK_NOFOLLOW)
            {
                (*entry).d_type = (status.st_mode >> 12 & 0o17) as u8;
            }
            at += usize::from((*entry).d_reclen).max(ALIGNMENT);
        }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_getdents.html>
///
/// # Safety
/// `buffer` points to `size` writable bytes, aligned for a `struct posix_dent`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_getdents(
    fd: c_int,
    buffer: *mut c_void,
    size: size_t,
    flags: c_int,
) -> ssize_t {
    if flags & !DT_FORCE_TYPE != 0 || !(buffer as usize).is_multiple_of(ALIGNMENT) {
        return errno::result(Err(Errno::EINVAL));
    }
    // SAFETY: the caller's promise; what `getdents` wrote is records.
    let outcome = unsafe {
        Sys::getdents(fd, uninit_slice_mut(buffer.cast(), size.min(isize::MAX as size_t))).inspect(
            |&length| {
                if flags & DT_FORCE_TYPE != 0 {
                    find_types(fd, buffer.cast(), length);
                }
            },
        )
    };
    errno::result(outcome.map(|length| length as ssize_t))
}
