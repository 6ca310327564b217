//! Reading the table.

use crate::abi::cstr;
use crate::errno::{self, Errno};
use crate::header::stdio::entry::{file, opened};
use crate::stream::{FILE, OpenMode, close, open_path};
use crate::sync::Mutex;
use crate::types::{c_char, c_int, mntent};
use crate::users::{Kept, Place, Record, read_line, read_record};
use capos_libc_engine::text::find_option;
use core::ptr::null_mut;

static LAST: Mutex<Kept<mntent>> = Mutex::new(Kept::new());

/// <https://man7.org/linux/man-pages/man3/getmntent.3.html>
///
/// # Safety
/// `path` and `mode` are strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setmntent(path: *const c_char, mode: *const c_char) -> *mut FILE {
    // SAFETY: the caller's promise.
    let (path, mode) = unsafe { (cstr(path), cstr(mode)) };
    opened(OpenMode::parse(mode.to_bytes()).and_then(|mode| open_path(path, mode)))
}

/// <https://man7.org/linux/man-pages/man3/getmntent.3.html>
///
/// # Safety
/// `stream` is NULL or open, and used no more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn endmntent(stream: *mut FILE) -> c_int {
    if !stream.is_null() {
        // SAFETY: the caller's promise. The function has no way to report a failure.
        let _ = close(unsafe { file(stream) });
    }
    1
}

/// <https://man7.org/linux/man-pages/man3/getmntent.3.html>
///
/// # Safety
/// `stream` is open.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getmntent(stream: *mut FILE) -> *mut mntent {
    // SAFETY: the caller's promise.
    errno::pointer(
        read_record(unsafe { file(stream) }, &mut LAST.lock()).map(|found| found.unwrap_or(null_mut())),
    )
}

/// <https://man7.org/linux/man-pages/man3/getmntent.3.html>
///
/// A line whose texts have no room is an error (`ERANGE`), and the next call reads the next one.
///
/// # Safety
/// `stream` is open, `record` writable, `buffer` has `length` writable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getmntent_r(
    stream: *mut FILE,
    record: *mut mntent,
    buffer: *mut c_char,
    length: c_int,
) -> *mut mntent {
    // SAFETY: the caller's promise.
    let (mut stream, room) = unsafe {
        let room = usize::try_from(length).unwrap_or(0);
        (file(stream).lock(), core::slice::from_raw_parts_mut(buffer.cast(), room))
    };
    let mut next = || -> Result<*mut mntent, Errno> {
        while let Some(line) = read_line(&mut stream)? {
            if let Some(made) = mntent::make(&line, &mut Place::new(room)) {
                // SAFETY: the caller's promise.
                unsafe { record.write(made?) };
                return Ok(record);
            }
        }
        Ok(null_mut())
    };
    errno::pointer(next())
}

/// <https://man7.org/linux/man-pages/man3/getmntent.3.html>
///
/// # Safety
/// `record` has been read, `option` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hasmntopt(record: *const mntent, option: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    let (options, name) = unsafe { ((*record).mnt_opts, cstr(option).to_bytes()) };
    // SAFETY: the caller's promise.
    match find_option(unsafe { cstr(options) }.to_bytes(), name) {
        Some(index) => options.wrapping_add(index),
        None => null_mut(),
    }
}
