//! File positions.

use super::entry::file;
use crate::errno::{self, Errno};
use crate::stream::{FILE, Whence};
use crate::types::{c_int, c_long, fpos_t, off_t};

/// # Safety
/// `stream` is open.
unsafe fn seek(stream: *mut FILE, offset: off_t, whence: c_int) -> c_int {
    // SAFETY: the caller's promise.
    let file = unsafe { file(stream) };
    errno::status(Whence::try_from(whence).and_then(|whence| file.lock().seek(offset, whence)))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fseek.html>
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fseek(stream: *mut FILE, offset: c_long, whence: c_int) -> c_int {
    // SAFETY: the caller passes an open stream.
    unsafe { seek(stream, offset, whence) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fseeko.html>
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fseeko(stream: *mut FILE, offset: off_t, whence: c_int) -> c_int {
    // SAFETY: the caller passes an open stream.
    unsafe { seek(stream, offset, whence) }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ftell.html>
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftell(stream: *mut FILE) -> c_long {
    // SAFETY: the caller passes an open stream.
    errno::result(unsafe { file(stream) }.lock().tell())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/ftello.html>
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftello(stream: *mut FILE) -> off_t {
    // SAFETY: the caller passes an open stream.
    errno::result(unsafe { file(stream) }.lock().tell())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/rewind.html>
///
/// # Safety
/// The caller passes an open stream.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rewind(stream: *mut FILE) {
    // SAFETY: the caller passes an open stream.
    let mut stream = unsafe { file(stream) }.lock();
    if let Err(error) = stream.seek(0, Whence::Start) {
        errno::set(error);
    }
    stream.clear_indicators();
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fgetpos.html>
///
/// # Safety
/// The caller passes an open stream and a place for the position.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fgetpos(stream: *mut FILE, position: *mut fpos_t) -> c_int {
    // SAFETY: the caller passes an open stream and a place for the position.
    let (mut stream, position) = unsafe { (file(stream).lock(), &mut *position) };
    let told = stream.tell().map(|offset| {
        *position = fpos_t { __offset: offset, __state: stream.shift_state() };
    });
    errno::status(told)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fsetpos.html>
///
/// # Safety
/// The caller passes an open stream and a position that `fgetpos` has stored.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fsetpos(stream: *mut FILE, position: *const fpos_t) -> c_int {
    // SAFETY: the caller passes an open stream and a position that `fgetpos` has stored.
    let (mut stream, position) = unsafe { (file(stream).lock(), *position) };
    if position.__offset < 0 {
        errno::set(Errno::EINVAL);
        return -1;
    }
    errno::status(
        stream.seek(position.__offset, Whence::Start).map(|()| stream.set_shift_state(position.__state)),
    )
}
