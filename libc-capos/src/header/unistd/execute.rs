//! The `exec` family. All return on failure only.

use crate::abi::cstr;
use crate::abi::va::VaArgs;
use crate::errno::{self, Errno};
use crate::platform::{Children, StringArray, Sys};
use crate::process::{self, ArgumentList};
use crate::start;
use crate::types::{c_char, c_int};

fn failed(error: Errno) -> c_int {
    errno::status(Err(error))
}

/// The program's environment as an array that is never NULL.
fn environment() -> StringArray {
    static NOTHING: [usize; 1] = [0];
    let block = start::environment_block();
    if block.is_null() { NOTHING.as_ptr().cast() } else { block.cast() }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/execve.html>
///
/// # Safety
/// `path` is a string, the arrays are NULL-terminated arrays of strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn execve(path: *const c_char, argv: *const *mut c_char, envp: *const *mut c_char) -> c_int {
    // SAFETY: the caller's promise.
    failed(unsafe { Sys::execve(cstr(path), argv.cast(), envp.cast()) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/execv.html>
///
/// # Safety
/// `path` is a string, `argv` a NULL-terminated array of strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn execv(path: *const c_char, argv: *const *mut c_char) -> c_int {
    // SAFETY: the caller's promise.
    failed(unsafe { Sys::execve(cstr(path), argv.cast(), environment()) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/execvp.html>
///
/// # Safety
/// `file` is a string, `argv` a NULL-terminated array of strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn execvp(file: *const c_char, argv: *const *mut c_char) -> c_int {
    // SAFETY: the caller's promise.
    failed(unsafe { process::execute_path(cstr(file), argv.cast(), environment()) })
}

/// `execvp` with an environment (BSD). `PATH` is the caller's.
///
/// # Safety
/// `file` is a string, the arrays are NULL-terminated arrays of strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn execvpe(file: *const c_char, argv: *const *mut c_char, envp: *const *mut c_char) -> c_int {
    // SAFETY: the caller's promise.
    failed(unsafe { process::execute_path(cstr(file), argv.cast(), envp.cast()) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fexecve.html>
///
/// # Safety
/// The arrays are NULL-terminated arrays of strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fexecve(fd: c_int, argv: *const *mut c_char, envp: *const *mut c_char) -> c_int {
    if fd < 0 || argv.is_null() || envp.is_null() {
        return failed(Errno::EINVAL);
    }
    // SAFETY: the caller's promise.
    failed(unsafe { Sys::fexecve(fd, argv.cast(), envp.cast()) })
}

/// Collects `first` and the arguments behind it up to the NULL.
///
/// # Safety
/// The arguments are strings and a NULL.
unsafe fn collect(list: &mut ArgumentList, first: *const c_char, rest: &mut VaArgs<'_>) -> Result<(), Errno> {
    let mut next = first;
    while !next.is_null() {
        list.push(next)?;
        next = rest.pointer();
    }
    Ok(())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/execl.html>
///
/// # Safety
/// `path` and the arguments up to a NULL are strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn execl(path: *const c_char, arg0: *const c_char, mut arguments: ...) -> c_int {
    let mut list = ArgumentList::new();
    // SAFETY: the caller's promise.
    unsafe {
        failed(match collect(&mut list, arg0, &mut VaArgs::of(&mut arguments)) {
            Ok(()) => Sys::execve(cstr(path), list.as_ptr(), environment()),
            Err(error) => error,
        })
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/execle.html>
///
/// # Safety
/// `path` and the arguments up to a NULL are strings; behind it follows a NULL-terminated array of strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn execle(path: *const c_char, arg0: *const c_char, mut arguments: ...) -> c_int {
    let mut list = ArgumentList::new();
    // SAFETY: the caller's promise. If there is no first argument, the environment follows it all the same.
    unsafe {
        let mut rest = VaArgs::of(&mut arguments);
        failed(match collect(&mut list, arg0, &mut rest) {
            Ok(()) => {
                let environment: *mut *const c_char = rest.pointer();
                Sys::execve(cstr(path), list.as_ptr(), environment)
            }
            Err(error) => error,
        })
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/execlp.html>
///
/// # Safety
/// `file` and the arguments up to a NULL are strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn execlp(file: *const c_char, arg0: *const c_char, mut arguments: ...) -> c_int {
    let mut list = ArgumentList::new();
    // SAFETY: the caller's promise.
    unsafe {
        failed(match collect(&mut list, arg0, &mut VaArgs::of(&mut arguments)) {
            Ok(()) => process::execute_path(cstr(file), list.as_ptr(), environment()),
            Err(error) => error,
        })
    }
}
