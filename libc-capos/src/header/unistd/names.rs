//! Names of files: access, links, owners, removal.

use crate::abi::{cstr, uninit_slice_mut};
use crate::errno;
use crate::header::fcntl::constants::{AT_FDCWD, AT_SYMLINK_NOFOLLOW};
use crate::platform::{Fs, Sys};
use crate::types::{c_char, c_int, gid_t, size_t, ssize_t, uid_t};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/access.html>
///
/// # Safety
/// `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn access(path: *const c_char, mode: c_int) -> c_int {
    // SAFETY: by the contract.
    errno::status(Sys::faccessat(AT_FDCWD, unsafe { cstr(path) }, mode, 0))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/faccessat.html>
///
/// # Safety
/// `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn faccessat(dirfd: c_int, path: *const c_char, mode: c_int, flags: c_int) -> c_int {
    // SAFETY: by the contract.
    errno::status(Sys::faccessat(dirfd, unsafe { cstr(path) }, mode, flags))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/unlink.html>
///
/// # Safety
/// `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn unlink(path: *const c_char) -> c_int {
    // SAFETY: by the contract.
    errno::status(Sys::unlinkat(AT_FDCWD, unsafe { cstr(path) }, 0))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/unlinkat.html>
///
/// # Safety
/// `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn unlinkat(dirfd: c_int, path: *const c_char, flags: c_int) -> c_int {
    // SAFETY: by the contract.
    errno::status(Sys::unlinkat(dirfd, unsafe { cstr(path) }, flags))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/link.html>
///
/// # Safety
/// `old` and `new` are strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn link(old: *const c_char, new: *const c_char) -> c_int {
    // SAFETY: by the contract.
    let (old, new) = unsafe { (cstr(old), cstr(new)) };
    errno::status(Sys::linkat(AT_FDCWD, old, AT_FDCWD, new, 0))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/linkat.html>
///
/// # Safety
/// `old` and `new` are strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn linkat(
    old_dir: c_int,
    old: *const c_char,
    new_dir: c_int,
    new: *const c_char,
    flags: c_int,
) -> c_int {
    // SAFETY: by the contract.
    let (old, new) = unsafe { (cstr(old), cstr(new)) };
    errno::status(Sys::linkat(old_dir, old, new_dir, new, flags))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/symlink.html>
///
/// # Safety
/// `target` and `path` are strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn symlink(target: *const c_char, path: *const c_char) -> c_int {
    // SAFETY: by the contract.
    let (target, path) = unsafe { (cstr(target), cstr(path)) };
    errno::status(Sys::symlinkat(target, AT_FDCWD, path))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/symlinkat.html>
///
/// # Safety
/// `target` and `path` are strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn symlinkat(target: *const c_char, dirfd: c_int, path: *const c_char) -> c_int {
    // SAFETY: by the contract.
    let (target, path) = unsafe { (cstr(target), cstr(path)) };
    errno::status(Sys::symlinkat(target, dirfd, path))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/readlink.html>
///
/// # Safety
/// `path` is a string and `buffer` has `size` writable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn readlink(path: *const c_char, buffer: *mut c_char, size: size_t) -> ssize_t {
    // SAFETY: by the contract.
    let (path, buffer) = unsafe { (cstr(path), uninit_slice_mut(buffer.cast(), size)) };
    errno::result(Sys::readlinkat(AT_FDCWD, path, buffer).map(|length| length as ssize_t))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/readlinkat.html>
///
/// # Safety
/// `path` is a string and `buffer` has `size` writable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn readlinkat(
    dirfd: c_int,
    path: *const c_char,
    buffer: *mut c_char,
    size: size_t,
) -> ssize_t {
    // SAFETY: by the contract.
    let (path, buffer) = unsafe { (cstr(path), uninit_slice_mut(buffer.cast(), size)) };
    errno::result(Sys::readlinkat(dirfd, path, buffer).map(|length| length as ssize_t))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/chown.html>
///
/// # Safety
/// `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn chown(path: *const c_char, owner: uid_t, group: gid_t) -> c_int {
    // SAFETY: by the contract.
    errno::status(Sys::fchownat(AT_FDCWD, unsafe { cstr(path) }, owner, group, 0))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/lchown.html>
///
/// # Safety
/// `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lchown(path: *const c_char, owner: uid_t, group: gid_t) -> c_int {
    // SAFETY: by the contract.
    errno::status(Sys::fchownat(AT_FDCWD, unsafe { cstr(path) }, owner, group, AT_SYMLINK_NOFOLLOW))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fchownat.html>
///
/// # Safety
/// `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fchownat(
    dirfd: c_int,
    path: *const c_char,
    owner: uid_t,
    group: gid_t,
    flags: c_int,
) -> c_int {
    // SAFETY: by the contract.
    errno::status(Sys::fchownat(dirfd, unsafe { cstr(path) }, owner, group, flags))
}
