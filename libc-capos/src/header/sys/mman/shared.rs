//! Memory with a name: files of a directory that lives in memory.

use crate::abi::cstr;
use crate::errno::{self, Errno};
use crate::header::fcntl::constants::{AT_FDCWD, O_CLOEXEC, O_NOFOLLOW, O_NONBLOCK};
use crate::platform::{Fs, Sys};
use crate::types::{c_char, c_int, mode_t};
use core::ffi::CStr;

const DIRECTORY: &[u8] = b"/dev/shm/";
const NAME_MAX: usize = 255;

/// The path of an object, with its NUL. Slashes at the start do not count, as in the other libraries.
fn path(name: &CStr) -> Result<[u8; DIRECTORY.len() + NAME_MAX + 1], Errno> {
    let name = name.to_bytes();
    let name = &name[name.iter().take_while(|&&byte| byte == b'/').count()..];
    if name.is_empty() || name.contains(&b'/') || name == b"." || name == b".." {
        return Err(Errno::EINVAL);
    }
    if name.len() > NAME_MAX {
        return Err(Errno::ENAMETOOLONG);
    }
    let mut path = [0; DIRECTORY.len() + NAME_MAX + 1];
    path[..DIRECTORY.len()].copy_from_slice(DIRECTORY);
    path[DIRECTORY.len()..DIRECTORY.len() + name.len()].copy_from_slice(name);
    Ok(path)
}

/// Calls with the path as a C string.
fn with_path<T>(name: &CStr, act: impl FnOnce(&CStr) -> Result<T, Errno>) -> Result<T, Errno> {
    let path = path(name)?;
    act(CStr::from_bytes_until_nul(&path).map_err(|_| Errno::EINVAL)?)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/shm_open.html>
///
/// # Safety
/// `name` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shm_open(name: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    let flags = flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK;
    // SAFETY: the caller's promise.
    errno::result(with_path(unsafe { cstr(name) }, |path| Sys::openat(AT_FDCWD, path, flags, mode)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/shm_unlink.html>
///
/// # Safety
/// `name` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shm_unlink(name: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    let outcome = with_path(unsafe { cstr(name) }, |path| Sys::unlinkat(AT_FDCWD, path, 0));
    // POSIX: one may not remove what is not one's own.
    errno::status(outcome.map_err(|error| if error == Errno::EPERM { Errno::EACCES } else { error }))
}
