//! The table of file systems. None of these functions is standard; they are as in the other libraries.

use crate::abi::{cstr, cstr_or_null, uninit_slice_mut};
use crate::errno;
use crate::header::stdio::entry::{file, opened};
use crate::stream::{FILE, OpenMode, Whence, close, open_path};
use crate::sync::Mutex;
use crate::types::{c_char, c_int, mntent};
use crate::users::{Kept, Place, Record, next_line, read_record};
use capos_libc_engine::mounts::{Mount, has_option};
use core::ffi::CStr;
use core::ptr::null_mut;

static LAST: Mutex<Kept<mntent>> = Mutex::new(Kept::new());

/// Opens a table, with a mode as `fopen` has them.
///
/// # Safety
/// Both are strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setmntent(path: *const c_char, mode: *const c_char) -> *mut FILE {
    // SAFETY: the caller's promise.
    let (path, mode) = unsafe { (cstr(path), cstr(mode)) };
    opened(OpenMode::parse(mode.to_bytes()).and_then(|mode| open_path(path, mode)))
}

/// Closes a table; always 1.
///
/// # Safety
/// `stream` is NULL, or open and used no more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn endmntent(stream: *mut FILE) -> c_int {
    if !stream.is_null() {
        // There is no way to tell.
        // SAFETY: the caller's promise.
        let _ = close(unsafe { file(stream) });
    }
    1
}

/// The next file system of a table, kept until the next call.
///
/// # Safety
/// `stream` is open.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getmntent(stream: *mut FILE) -> *mut mntent {
    // SAFETY: the caller's promise.
    match read_record(unsafe { file(stream) }, &mut LAST.lock()) {
        Ok(Some(record)) => record,
        Ok(None) => null_mut(),
        Err(error) => errno::pointer(Err(error)),
    }
}

/// The same in memory of the caller's; `ERANGE` if that is too small for the line.
///
/// # Safety
/// `stream` is open, `record` is writable, `buffer` has `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getmntent_r(
    stream: *mut FILE,
    record: *mut mntent,
    buffer: *mut c_char,
    size: c_int,
) -> *mut mntent {
    // SAFETY: the caller's promise.
    let room = unsafe { uninit_slice_mut(buffer.cast(), usize::try_from(size).unwrap_or_default()) };
    // SAFETY: as above.
    let mut stream = unsafe { file(stream) }.lock();
    loop {
        let line = match next_line(&mut stream) {
            Ok(Some(line)) => line,
            Ok(None) => return null_mut(),
            Err(error) => return errno::pointer(Err(error)),
        };
        if let Some(made) = mntent::make(&line, &mut Place::new(room)) {
            return errno::pointer(made.map(|made| {
                // SAFETY: the caller's promise.
                unsafe { record.write(made) };
                record
            }));
        }
    }
}

/// Adds a file system at the table's end; 1 if that failed.
///
/// # Safety
/// `stream` is open, `record` has strings that may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn addmntent(stream: *mut FILE, record: *const mntent) -> c_int {
    // SAFETY: the caller's promise.
    let (found, file) = unsafe { (*record, file(stream)) };
    // SAFETY: as above.
    let text = |string| unsafe { cstr_or_null(string) }.map_or(&b""[..], CStr::to_bytes).to_vec();
    let mount = Mount {
        device: text(found.mnt_fsname),
        directory: text(found.mnt_dir),
        kind: text(found.mnt_type),
        options: text(found.mnt_opts),
        dump: found.mnt_freq,
        pass: found.mnt_passno,
    };
    let mut stream = file.lock();
    let written = stream
        .seek(0, Whence::End)
        .and_then(|_| stream.write(&mount.line()).map_err(|short| short.error))
        .and_then(|()| stream.flush());
    match written {
        Ok(()) => 0,
        Err(error) => {
            errno::set(error);
            1
        }
    }
}

/// Where the option begins among those of the file system; NULL if it is not there.
///
/// # Safety
/// `record` has options, and `option` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hasmntopt(record: *const mntent, option: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    let (options, name) = unsafe { ((*record).mnt_opts, cstr(option)) };
    // SAFETY: as above.
    let place = has_option(unsafe { cstr(options) }.to_bytes(), name.to_bytes());
    place.map_or(null_mut(), |place| options.wrapping_add(place))
}
