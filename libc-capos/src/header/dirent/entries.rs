//! Opening, reading and closing directory streams.

use super::stream::DIR;
use crate::abi::cstr;
use crate::errno::{self, Errno};
use crate::header::fcntl::constants::{F_GETFL, F_SETFD, FD_CLOEXEC, O_ACCMODE, O_PATH, O_WRONLY};
use crate::platform::{Fs, Sys};
use crate::types::{c_char, c_int, c_long, dirent};
use core::ptr::{self, NonNull};

const KIND: u32 = 0o170_000;
const DIRECTORY: u32 = 0o040_000;

/// The stream behind a pointer of the program.
///
/// # Safety
/// `stream` is an open directory stream.
unsafe fn stream<'a>(stream: *mut DIR) -> &'a DIR {
    // SAFETY: the caller's promise.
    unsafe { &*stream }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/opendir.html>
///
/// # Safety
/// `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn opendir(path: *const c_char) -> *mut DIR {
    // SAFETY: the caller's promise.
    errno::pointer(DIR::open_path(unsafe { cstr(path) }).map(NonNull::as_ptr))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fdopendir.html>
#[unsafe(no_mangle)]
pub extern "C" fn fdopendir(fd: c_int) -> *mut DIR {
    let check = || {
        if Sys::fstat(fd)?.st_mode & KIND != DIRECTORY {
            return Err(Errno::ENOTDIR);
        }
        let flags = Sys::fcntl(fd, F_GETFL, 0)?;
        if flags & O_PATH != 0 || flags & O_ACCMODE == O_WRONLY {
            return Err(Errno::EBADF);
        }
        Sys::fcntl(fd, F_SETFD, FD_CLOEXEC as usize)?;
        DIR::over(fd)
    };
    errno::pointer(check().map(NonNull::as_ptr))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/closedir.html>
///
/// # Safety
/// `dir` is an open directory stream, which nobody uses afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closedir(dir: *mut DIR) -> c_int {
    // SAFETY: the caller's promise.
    errno::status(NonNull::new(dir).ok_or(Errno::EBADF).and_then(|dir| unsafe { DIR::close(dir) }))
}

/// <https://man.freebsd.org/cgi/man.cgi?query=fdclosedir>
///
/// BSD: `closedir` that leaves the descriptor open and returns it.
///
/// # Safety
/// As for [`closedir`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fdclosedir(dir: *mut DIR) -> c_int {
    let dir = NonNull::new(dir).ok_or(Errno::EBADF);
    // SAFETY: the caller's promise.
    errno::result(dir.map(|dir| unsafe { DIR::into_descriptor(dir) }))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/dirfd.html>
///
/// # Safety
/// `dir` is an open directory stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dirfd(dir: *mut DIR) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { stream(dir) }.descriptor()
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/readdir.html>
///
/// # Safety
/// `dir` is an open directory stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn readdir(dir: *mut DIR) -> *mut dirent {
    // SAFETY: the caller's promise.
    errno::pointer(unsafe { stream(dir) }.next())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/readdir_r.html>
///
/// # Safety
/// `dir` is an open directory stream, `entry` a writable record, `result` a writable pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn readdir_r(dir: *mut DIR, entry: *mut dirent, result: *mut *mut dirent) -> c_int {
    // SAFETY: the caller's promise; a record is as long as it says, and at most as long as the structure.
    unsafe {
        let copied = stream(dir).with_next(|next| {
            let length = usize::from((*next).d_reclen).min(size_of::<dirent>());
            ptr::copy_nonoverlapping(next.cast::<u8>(), entry.cast::<u8>(), length);
        });
        *result = if let Ok(Some(())) = copied { entry } else { ptr::null_mut() };
        copied.map_or_else(Errno::number, |_| 0)
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/rewinddir.html>
///
/// # Safety
/// `dir` is an open directory stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rewinddir(dir: *mut DIR) {
    // SAFETY: the caller's promise.
    unsafe { stream(dir) }.seek(0);
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/seekdir.html>
///
/// # Safety
/// `dir` is an open directory stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn seekdir(dir: *mut DIR, position: c_long) {
    // SAFETY: the caller's promise.
    unsafe { stream(dir) }.seek(position);
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/telldir.html>
///
/// # Safety
/// `dir` is an open directory stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn telldir(dir: *mut DIR) -> c_long {
    // SAFETY: the caller's promise.
    unsafe { stream(dir) }.position()
}
