//! Replacing the program: search along `PATH`, and the shell for files that no kernel can execute.

use super::ArgumentList;
use crate::errno::Errno;
use crate::platform::{Children, Spawn, StringArray, Sys};
use crate::start;
use core::ffi::CStr;

const SHELL: &CStr = c"/bin/sh";
/// Where to look without `PATH`: what `confstr` says.
const DEFAULT_PATH: &[u8] = b"/bin:/usr/bin";
const PATH_MAX: usize = 4096;
const NAME_MAX: usize = 255;

/// Starts what `posix_spawn` asks for in the calling process; returns on failure only.
///
/// # Safety
/// Both arrays are NULL-terminated arrays of strings.
pub unsafe fn execute(what: &Spawn<'_>) -> Errno {
    // SAFETY: the same contract.
    unsafe {
        if what.search {
            execute_path(what.file, what.arguments, what.environment)
        } else {
            Sys::execve(what.file, what.arguments, what.environment)
        }
    }
}

/// `execvp` with an environment.
///
/// # Safety
/// Both arrays are NULL-terminated arrays of strings.
pub unsafe fn execute_path(file: &CStr, arguments: StringArray, environment: StringArray) -> Errno {
    let attempt = |path: &CStr| {
        // SAFETY: the caller's promise.
        match unsafe { Sys::execve(path, arguments, environment) } {
            // SAFETY: as above.
            Errno::ENOEXEC => Err(unsafe { by_shell(path, arguments, environment) }),
            error => Err::<core::convert::Infallible, Errno>(error),
        }
    };
    match search(file, attempt) {
        Err(error) => error,
        Ok(never) => match never {},
    }
}

/// A file that is no program the system knows is a script of the shell's.
///
/// # Safety
/// Both arrays are NULL-terminated arrays of strings.
unsafe fn by_shell(path: &CStr, arguments: StringArray, environment: StringArray) -> Errno {
    let mut list = ArgumentList::new();
    // SAFETY: the array ends with a NULL; without any argument there is none to skip.
    let filled = unsafe {
        let mut rest = if (*arguments).is_null() { arguments } else { arguments.add(1) };
        list.push(SHELL.as_ptr()).and_then(|()| list.push(path.as_ptr())).and_then(|()| {
            while !(*rest).is_null() {
                list.push(*rest)?;
                rest = rest.add(1);
            }
            Ok(())
        })
    };
    match filled {
        // SAFETY: the list ends with a NULL.
        Ok(()) => unsafe { Sys::execve(SHELL, list.as_ptr(), environment) },
        Err(error) => error,
    }
}

/// Tries `file` in each directory of `PATH`, or itself if it has a slash. A file that may not be executed is the error
/// only if no other is found.
pub fn search<T>(file: &CStr, mut attempt: impl FnMut(&CStr) -> Result<T, Errno>) -> Result<T, Errno> {
    let name = file.to_bytes();
    if name.is_empty() {
        return Err(Errno::ENOENT);
    }
    if name.contains(&b'/') {
        return attempt(file);
    }
    if name.len() > NAME_MAX {
        return Err(Errno::ENAMETOOLONG);
    }
    let path = start::variable(c"PATH").map_or(DEFAULT_PATH, CStr::to_bytes);
    let mut denied = false;
    let mut buffer = [0u8; PATH_MAX + NAME_MAX + 2];
    for directory in path.split(|byte| *byte == b':') {
        // What is too long names no directory.
        if directory.len() >= PATH_MAX {
            continue;
        }
        let mut length = directory.len();
        buffer[..length].copy_from_slice(directory);
        // An empty prefix is the working directory.
        if length > 0 {
            buffer[length] = b'/';
            length += 1;
        }
        buffer[length..length + name.len()].copy_from_slice(name);
        buffer[length + name.len()] = 0;
        let Ok(candidate) = CStr::from_bytes_until_nul(&buffer) else { continue };
        match attempt(candidate) {
            Err(Errno::EACCES) => denied = true,
            Err(Errno::ENOENT | Errno::ENOTDIR) => {}
            outcome => return outcome,
        }
    }
    Err(if denied { Errno::EACCES } else { Errno::ENOENT })
}
