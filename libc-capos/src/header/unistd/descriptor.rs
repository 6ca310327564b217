//! Descriptors.

use crate::abi::{Out, cstr};
use crate::errno::{self, Errno};
use crate::header::fcntl::constants::{AT_FDCWD, F_GETFD, O_CLOEXEC, O_WRONLY};
use crate::platform::{Fs, Sys, Tty};
use crate::thread::cancellation;
use crate::types::{c_char, c_int, off_t};

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/close.html>
#[unsafe(no_mangle)]
pub extern "C" fn close(fd: c_int) -> c_int {
    errno::status(cancellation::point(|| Sys::close(fd)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/lseek.html>
#[unsafe(no_mangle)]
pub extern "C" fn lseek(fd: c_int, offset: off_t, whence: c_int) -> off_t {
    errno::result(Sys::lseek(fd, offset, whence))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/isatty.html>
#[unsafe(no_mangle)]
pub extern "C" fn isatty(fd: c_int) -> c_int {
    match Sys::isatty(fd) {
        Ok(()) => 1,
        Err(error) => {
            errno::set(error);
            0
        }
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/dup.html>
#[unsafe(no_mangle)]
pub extern "C" fn dup(fd: c_int) -> c_int {
    errno::result(Sys::dup(fd))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/dup2.html>
#[unsafe(no_mangle)]
pub extern "C" fn dup2(from: c_int, to: c_int) -> c_int {
    // Unlike dup3, equal numbers are allowed: then only the validity of the descriptor counts.
    if from == to {
        return errno::result(Sys::fcntl(from, F_GETFD, 0).map(|_| to));
    }
    errno::result(Sys::dup3(from, to, 0))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/dup3.html>
#[unsafe(no_mangle)]
pub extern "C" fn dup3(from: c_int, to: c_int, flags: c_int) -> c_int {
    let outcome =
        if from == to || flags & !O_CLOEXEC != 0 { Err(Errno::EINVAL) } else { Sys::dup3(from, to, flags) };
    errno::result(outcome)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pipe.html>
///
/// # Safety
/// `ends` points to two writable ints.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pipe(ends: *mut c_int) -> c_int {
    // SAFETY: by the contract.
    let mut out = unsafe { Out::new(ends.cast::<[c_int; 2]>()) };
    errno::status(Sys::pipe2(0).map(|pair| out.write(pair)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/pipe2.html>
///
/// # Safety
/// `ends` points to two writable ints.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pipe2(ends: *mut c_int, flags: c_int) -> c_int {
    // SAFETY: by the contract.
    let mut out = unsafe { Out::new(ends.cast::<[c_int; 2]>()) };
    errno::status(Sys::pipe2(flags).map(|pair| out.write(pair)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fsync.html>
#[unsafe(no_mangle)]
pub extern "C" fn fsync(fd: c_int) -> c_int {
    errno::status(cancellation::point(|| Sys::fsync(fd)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fdatasync.html>
#[unsafe(no_mangle)]
pub extern "C" fn fdatasync(fd: c_int) -> c_int {
    errno::status(cancellation::point(|| Sys::fdatasync(fd)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ftruncate.html>
#[unsafe(no_mangle)]
pub extern "C" fn ftruncate(fd: c_int, length: off_t) -> c_int {
    errno::status(if length < 0 { Err(Errno::EINVAL) } else { Sys::ftruncate(fd, length) })
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/truncate.html>
///
/// # Safety
/// `path` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn truncate(path: *const c_char, length: off_t) -> c_int {
    if length < 0 {
        return errno::status(Err(Errno::EINVAL));
    }
    // SAFETY: by the contract.
    let opened = Sys::openat(AT_FDCWD, unsafe { cstr(path) }, O_WRONLY | O_CLOEXEC, 0);
    errno::status(opened.and_then(|fd| {
        let outcome = Sys::ftruncate(fd, length);
        Sys::close(fd).and(outcome)
    }))
}
