//! Starting programs.

use super::actions;
use crate::abi::{Out, cstr};
use crate::errno::Errno;
use crate::platform::{Children, Spawn, Sys};
use crate::process;
use crate::types::{c_char, c_int, pid_t, posix_spawn_file_actions_t, posix_spawnattr_t};

/// # Safety
/// As for [`posix_spawn`].
unsafe fn start(
    pid: *mut pid_t,
    file: *const c_char,
    search: bool,
    actions: *const posix_spawn_file_actions_t,
    attributes: *const posix_spawnattr_t,
    [argv, envp]: [*const *mut c_char; 2],
) -> c_int {
    // SAFETY: the caller's promise.
    let outcome = unsafe {
        let what = Spawn {
            file: cstr(file),
            search,
            arguments: argv.cast(),
            environment: envp.cast(),
            actions: actions::list(actions),
            attributes: attributes.as_ref().unwrap_or(&process::PLAIN),
        };
        Sys::spawn_process(&what)
    };
    match outcome {
        Ok(child) => {
            // SAFETY: the caller's promise.
            unsafe { Out::new(pid) }.write(child);
            0
        }
        Err(error) => Errno::number(error),
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawn.html>
///
/// # Safety
/// `path` is a string, the arrays are NULL-terminated arrays of strings, `pid` is NULL or writable, the others are
/// NULL or were initialized.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawn(
    pid: *mut pid_t,
    path: *const c_char,
    actions: *const posix_spawn_file_actions_t,
    attributes: *const posix_spawnattr_t,
    argv: *const *mut c_char,
    envp: *const *mut c_char,
) -> c_int {
    // SAFETY: the same contract.
    unsafe { start(pid, path, false, actions, attributes, [argv, envp]) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawn.html>
///
/// # Safety
/// As for [`posix_spawn`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_spawnp(
    pid: *mut pid_t,
    file: *const c_char,
    actions: *const posix_spawn_file_actions_t,
    attributes: *const posix_spawnattr_t,
    argv: *const *mut c_char,
    envp: *const *mut c_char,
) -> c_int {
    // SAFETY: the same contract.
    unsafe { start(pid, file, true, actions, attributes, [argv, envp]) }
}
