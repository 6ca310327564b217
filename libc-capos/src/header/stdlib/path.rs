//! Resolving path names.

use crate::abi::cstr_or_null;
use crate::errno::{self, Errno};
use crate::header::fcntl::constants::{AT_FDCWD, AT_SYMLINK_NOFOLLOW};
use crate::heap;
use crate::platform::{Fs, Sys};
use crate::types::c_char;
use alloc::ffi::CString;
use alloc::vec::Vec;
use capos_libc_engine::text::{Node, ResolveError, resolve_path};
use core::ffi::CStr;
use core::mem::MaybeUninit;

/// Room for any path, `PATH_MAX`.
const LONGEST: usize = 4096;

const KIND: u32 = 0o170_000;
const DIRECTORY: u32 = 0o040_000;
const LINK: u32 = 0o120_000;

/// The first `n` bytes, which `fill` has written.
fn filled(fill: impl FnOnce(&mut [MaybeUninit<u8>]) -> Result<usize, Errno>) -> Result<Vec<u8>, Errno> {
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(LONGEST).map_err(|_| Errno::ENOMEM)?;
    let length = fill(bytes.spare_capacity_mut())?;
    // SAFETY: the platform's functions write a prefix and return its length.
    unsafe { bytes.set_len(length) };
    Ok(bytes)
}

/// What is at a path.
fn look(path: &[u8]) -> Result<Node, Errno> {
    let path = CString::new(path).map_err(|_| Errno::EINVAL)?;
    match Sys::fstatat(AT_FDCWD, &path, AT_SYMLINK_NOFOLLOW)?.st_mode & KIND {
        LINK => filled(|buffer| Sys::readlinkat(AT_FDCWD, &path, buffer)).map(Node::Link),
        DIRECTORY => Ok(Node::Directory),
        _ => Ok(Node::Other),
    }
}

/// The working directory, without its terminator.
fn working_directory() -> Result<Vec<u8>, Errno> {
    let mut path = filled(Sys::getcwd)?;
    path.pop();
    Ok(path)
}

fn resolve(path: Option<&CStr>) -> Result<Vec<u8>, Errno> {
    let path = path.ok_or(Errno::EINVAL)?;
    let mut resolved =
        resolve_path(path.to_bytes(), working_directory, look).map_err(|error| match error {
            ResolveError::Empty => Errno::ENOENT,
            ResolveError::TooLong => Errno::ENAMETOOLONG,
            ResolveError::TooManyLinks => Errno::ELOOP,
            ResolveError::NotADirectory => Errno::ENOTDIR,
            ResolveError::Files(error) => error,
        })?;
    if resolved.len() >= LONGEST {
        return Err(Errno::ENAMETOOLONG);
    }
    resolved.push(0);
    Ok(resolved)
}

/// The resolved path in a block of its own.
///
/// # Safety
/// `path` is NULL or a string.
unsafe fn in_new_block(path: *const c_char) -> Result<*mut c_char, Errno> {
    // SAFETY: the caller's promise; the text ends with its terminator.
    unsafe { resolve(cstr_or_null(path)).and_then(|text| heap::string(text.as_ptr().cast(), text.len() - 1)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/realpath.html>
///
/// # Safety
/// `path` is NULL or a string; `resolved` is NULL or has room for `PATH_MAX` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn realpath(path: *const c_char, resolved: *mut c_char) -> *mut c_char {
    // SAFETY: the caller's promise; the text is no longer than `PATH_MAX`.
    errno::pointer(unsafe {
        if resolved.is_null() {
            in_new_block(path)
        } else {
            resolve(cstr_or_null(path)).map(|text| {
                capos_libc_mem::memcpy(resolved.cast(), text.as_ptr(), text.len());
                resolved
            })
        }
    })
}

/// GNU: `realpath` into a new block.
///
/// # Safety
/// `path` is NULL or a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn canonicalize_file_name(path: *const c_char) -> *mut c_char {
    // SAFETY: the same contract.
    errno::pointer(unsafe { in_new_block(path) })
}
