//! Mapping memory.

use crate::errno::{self, Errno};
use crate::platform::{Memory, Sys};
use crate::thread::cancellation;
use crate::types::{c_int, c_void, off_t, size_t};

const PAGE: usize = 4096;
const MAP_ANONYMOUS: c_int = 0x20;

/// Whether the part of a file ends where no file has an offset any more. No file has a negative one; a length that is no
/// offset is too much memory first of all.
fn ends_beyond_every_file(offset: off_t, length: size_t) -> bool {
    offset < 0 || off_t::try_from(length).is_ok_and(|length| offset.checked_add(length).is_none())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mmap.html>
///
/// # Safety
/// With `MAP_FIXED` nothing uses the range.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mmap(
    address: *mut c_void,
    length: size_t,
    protection: c_int,
    flags: c_int,
    fd: c_int,
    offset: off_t,
) -> *mut c_void {
    let outcome = if !(offset as usize).is_multiple_of(PAGE) {
        Err(Errno::EINVAL)
    } else if flags & MAP_ANONYMOUS == 0 && ends_beyond_every_file(offset, length) {
        Err(Errno::EOVERFLOW)
    } else if length > isize::MAX as usize {
        Err(Errno::ENOMEM)
    } else {
        // SAFETY: the same contract.
        unsafe { Sys::mmap(address as usize, length, protection, flags, fd, offset) }
    };
    match outcome {
        Ok(address) => address as *mut c_void,
        Err(error) => {
            errno::set(error);
            usize::MAX as *mut c_void
        }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/munmap.html>
///
/// # Safety
/// Nothing uses the range any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn munmap(address: *mut c_void, length: size_t) -> c_int {
    // SAFETY: the same contract.
    errno::status(unsafe { Sys::munmap(address as usize, length) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/mprotect.html>
///
/// # Safety
/// Live references agree with the new protection.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mprotect(address: *mut c_void, length: size_t, protection: c_int) -> c_int {
    // SAFETY: the same contract.
    errno::status(unsafe { Sys::mprotect(address as usize, length, protection) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/msync.html>
#[unsafe(no_mangle)]
pub extern "C" fn msync(address: *mut c_void, length: size_t, flags: c_int) -> c_int {
    errno::status(cancellation::point(|| Sys::msync(address as usize, length, flags)))
}

/// <https://man7.org/linux/man-pages/man2/madvise.2.html>
///
/// # Safety
/// The contents of a range given up by the advice are dead.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn madvise(address: *mut c_void, length: size_t, advice: c_int) -> c_int {
    // SAFETY: the same contract.
    errno::status(unsafe { Sys::madvise(address as usize, length, advice) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_madvise.html>
///
/// # Safety
/// The range is mapped.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_madvise(address: *mut c_void, length: size_t, advice: c_int) -> c_int {
    // The advice of POSIX never destroys contents, whereas MADV_DONTNEED would.
    if advice == super::constants::POSIX_MADV_DONTNEED {
        return 0;
    }
    // SAFETY: the other advice leaves contents alone.
    unsafe { Sys::madvise(address as usize, length, advice) }.map_or_else(Errno::number, |()| 0)
}
