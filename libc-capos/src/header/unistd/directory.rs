//! The working directory, and removing directories.

use crate::abi::{cstr, uninit_slice_mut};
use crate::errno::{self, Errno};
use crate::header::fcntl::constants::{AT_FDCWD, AT_REMOVEDIR};
use crate::heap;
use crate::platform::{Fs, Sys};
use crate::start;
use crate::types::{c_char, c_int, size_t};
use core::ptr;

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/chdir.html>
///
/// # Safety
/// `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn chdir(path: *const c_char) -> c_int {
    // SAFETY: by the contract.
    errno::status(Sys::chdir(unsafe { cstr(path) }))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fchdir.html>
#[unsafe(no_mangle)]
pub extern "C" fn fchdir(fd: c_int) -> c_int {
    errno::status(Sys::fchdir(fd))
}

/// Makes a directory the root of all paths (BSD; POSIX has withdrawn it). On capOS `EPERM`: the root is what the process's
/// Namespace has.
///
/// # Safety
/// `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn chroot(path: *const c_char) -> c_int {
    // SAFETY: by the contract.
    errno::status(Sys::change_root(unsafe { cstr(path) }))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/rmdir.html>
///
/// # Safety
/// `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rmdir(path: *const c_char) -> c_int {
    // SAFETY: by the contract.
    errno::status(Sys::unlinkat(AT_FDCWD, unsafe { cstr(path) }, AT_REMOVEDIR))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/getcwd.html>
///
/// As an extension that GNU and BSD share, a NULL buffer asks for a new one, to be freed by the caller.
///
/// # Safety
/// `buffer` is NULL or points to `size` writable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getcwd(buffer: *mut c_char, size: size_t) -> *mut c_char {
    if buffer.is_null() {
        return errno::pointer(allocated(size));
    }
    if size == 0 {
        return errno::pointer(Err(Errno::EINVAL));
    }
    // SAFETY: by the contract.
    let outcome = Sys::getcwd(unsafe { uninit_slice_mut(buffer.cast(), size) });
    errno::pointer(outcome.map(|_| buffer))
}

/// The working directory in memory for `free`: of `size` bytes, or as many as needed for 0.
fn allocated(size: size_t) -> Result<*mut c_char, Errno> {
    let mut path = [const { core::mem::MaybeUninit::uninit() }; 4096];
    let length = Sys::getcwd(&mut path)?;
    if size != 0 && size < length {
        return Err(Errno::ERANGE);
    }
    let copy = heap::allocate(size.max(length))?;
    // SAFETY: the first `length` bytes of `path` are written, and the new block is at least as long.
    unsafe { ptr::copy_nonoverlapping(path.as_ptr().cast::<u8>(), copy.cast::<u8>(), length) };
    Ok(copy.cast())
}

/// <https://man7.org/linux/man-pages/man3/get_current_dir_name.3.html>
///
/// The name in `PWD` where it leads to the working directory, symbolic links and all; else as [`getcwd`].
#[unsafe(no_mangle)]
pub extern "C" fn get_current_dir_name() -> *mut c_char {
    let is_here = |path: &&core::ffi::CStr| {
        let (Ok(there), Ok(here)) = (Sys::fstatat(AT_FDCWD, path, 0), Sys::fstatat(AT_FDCWD, c".", 0)) else {
            return false;
        };
        path.to_bytes().starts_with(b"/") && (there.st_dev, there.st_ino) == (here.st_dev, here.st_ino)
    };
    errno::pointer(match start::variable(c"PWD").filter(is_here) {
        // SAFETY: pointer and length come from one string.
        Some(path) => unsafe { heap::string(path.as_ptr(), path.count_bytes()) },
        None => allocated(0),
    })
}
