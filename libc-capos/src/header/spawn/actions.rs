//! File actions: an object holds a list that is made with the first action.

use crate::abi::cstr;
use crate::errno::Errno;
use crate::platform::{FileAction, Sys, System};
use crate::types::{c_char, c_int, mode_t, posix_spawn_file_actions_t};
use alloc::boxed::Box;
use alloc::ffi::CString;
use alloc::vec::Vec;
use core::ffi::CStr;
use core::ptr::null_mut;

type Actions = Vec<FileAction>;

/// The actions of an object.
///
/// # Safety
/// `object` is NULL or was initialized.
pub(super) unsafe fn list<'a>(object: *const posix_spawn_file_actions_t) -> &'a [FileAction] {
    // SAFETY: the caller's promise; the pointer inside is NULL or a list that `add` made.
    unsafe { object.as_ref().and_then(|object| object.__actions.cast::<Actions>().as_ref()) }
        .map_or(&[], |list| list)
}

/// Appends an action.
///
/// # Safety
/// `object` was initialized.
unsafe fn add(object: *mut posix_spawn_file_actions_t, action: Result<FileAction, Errno>) -> c_int {
    // SAFETY: the caller's promise; the pointer inside is NULL or a list that an earlier call made.
    let outcome = action.and_then(|action| unsafe {
        if (*object).__actions.is_null() {
            (*object).__actions = Box::into_raw(Box::new(Actions::new())).cast();
        }
        let list = &mut *(*object).__actions.cast::<Actions>();
        list.try_reserve(1).map_err(|_| Errno::ENOMEM)?;
        list.push(action);
        Ok(())
    });
    outcome.map_or_else(Errno::number, |()| 0)
}

/// POSIX: a number that no descriptor can have is refused here.
fn descriptor(fd: c_int) -> Result<c_int, Errno> {
    let possible = usize::try_from(fd).is_ok_and(|fd| fd < Sys::open_max());
    if possible { Ok(fd) } else { Err(Errno::EBADF) }
}

fn copy(path: &CStr) -> Result<CString, Errno> {
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(path.count_bytes() + 1).map_err(|_| Errno::ENOMEM)?;
    bytes.extend_from_slice(path.to_bytes_with_nul());
    CString::from_vec_with_nul(bytes).map_err(|_| Errno::EINVAL)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawn_file_actions_destroy.html>
///
/// # Safety
/// `object` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawn_file_actions_init(object: *mut posix_spawn_file_actions_t) -> c_int {
    let empty =
        posix_spawn_file_actions_t { __reserved1: [0; 2], __actions: null_mut(), __reserved2: [0; 16] };
    // SAFETY: the caller's promise.
    unsafe { object.write(empty) };
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawn_file_actions_destroy.html>
///
/// # Safety
/// `object` was initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawn_file_actions_destroy(object: *mut posix_spawn_file_actions_t) -> c_int {
    // SAFETY: the caller's promise; the list came from a box.
    unsafe {
        let list = core::mem::take(&mut (*object).__actions).cast::<Actions>();
        if !list.is_null() {
            drop(Box::from_raw(list));
        }
    }
    0
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawn_file_actions_addclose.html>
///
/// # Safety
/// `object` was initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawn_file_actions_addclose(
    object: *mut posix_spawn_file_actions_t,
    fd: c_int,
) -> c_int {
    // SAFETY: the same contract.
    unsafe { add(object, descriptor(fd).map(FileAction::Close)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawn_file_actions_adddup2.html>
///
/// # Safety
/// `object` was initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawn_file_actions_adddup2(
    object: *mut posix_spawn_file_actions_t,
    from: c_int,
    to: c_int,
) -> c_int {
    let action =
        descriptor(from).and_then(|from| descriptor(to).map(|to| FileAction::Duplicate { from, to }));
    // SAFETY: the same contract.
    unsafe { add(object, action) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawn_file_actions_addopen.html>
///
/// # Safety
/// `object` was initialized, `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawn_file_actions_addopen(
    object: *mut posix_spawn_file_actions_t,
    fd: c_int,
    path: *const c_char,
    flags: c_int,
    mode: mode_t,
) -> c_int {
    // SAFETY: the caller's promise.
    let path = unsafe { cstr(path) };
    let action =
        descriptor(fd).and_then(|fd| copy(path).map(|path| FileAction::Open { fd, path, flags, mode }));
    // SAFETY: the same contract.
    unsafe { add(object, action) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawn_file_actions_addchdir.html>
///
/// # Safety
/// `object` was initialized, `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawn_file_actions_addchdir(
    object: *mut posix_spawn_file_actions_t,
    path: *const c_char,
) -> c_int {
    // SAFETY: the same contract.
    unsafe { add(object, copy(cstr(path)).map(FileAction::ChangeDirectory)) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawn_file_actions_addchdir.html>
///
/// # Safety
/// `object` was initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawn_file_actions_addfchdir(
    object: *mut posix_spawn_file_actions_t,
    fd: c_int,
) -> c_int {
    // SAFETY: the same contract.
    unsafe { add(object, descriptor(fd).map(FileAction::ChangeDirectoryTo)) }
}

/// The name of `posix_spawn_file_actions_addchdir` before it was standard.
///
/// # Safety
/// `object` was initialized, `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawn_file_actions_addchdir_np(
    object: *mut posix_spawn_file_actions_t,
    path: *const c_char,
) -> c_int {
    // SAFETY: the same contract.
    unsafe { add(object, copy(cstr(path)).map(FileAction::ChangeDirectory)) }
}

/// The name of `posix_spawn_file_actions_addfchdir` before it was standard.
///
/// # Safety
/// `object` was initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawn_file_actions_addfchdir_np(
    object: *mut posix_spawn_file_actions_t,
    fd: c_int,
) -> c_int {
    // SAFETY: the same contract.
    unsafe { add(object, descriptor(fd).map(FileAction::ChangeDirectoryTo)) }
}
