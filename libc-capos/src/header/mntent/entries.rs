//! Tables of mounted file systems (`/etc/fstab`). None of these functions is standard; they are as in the other libraries.

use crate::abi::{cstr, cstr_or_null, uninit_slice_mut};
use crate::errno::{self, Errno};
use crate::header::stdio::entry::{file, opened};
use crate::stream::{FILE, OpenMode, Whence, close, open_path};
use crate::sync::Mutex;
use crate::types::{c_char, c_int, mntent};
use crate::users::{Kept, Place, Record, read_record, read_record_into};
use capos_libc_engine::accounts::{Mount, escape};
use core::ffi::CStr;
use core::ptr::null_mut;

/// What `getmntent` returns, until its next call.
static LAST: Mutex<Kept<mntent>> = Mutex::new(Kept::new());

impl Record for mntent {
    fn make(line: &[u8], place: &mut Place<'_>) -> Option<Result<Self, Errno>> {
        Some(fill(&Mount::parse(line)?, place))
    }
}

fn fill(found: &Mount<'_>, place: &mut Place<'_>) -> Result<mntent, Errno> {
    let mut texts = [null_mut(); 4];
    for (text, found) in texts.iter_mut().zip(&found.texts) {
        *text = place.string(found)?;
    }
    let [mnt_fsname, mnt_dir, mnt_type, mnt_opts] = texts;
    let [mnt_freq, mnt_passno] = found.numbers;
    Ok(mntent { mnt_fsname, mnt_dir, mnt_type, mnt_opts, mnt_freq, mnt_passno })
}

/// Opens a table as `fopen` does.
///
/// # Safety
/// The caller passes two strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setmntent(path: *const c_char, mode: *const c_char) -> *mut FILE {
    // SAFETY: the caller's promise.
    let (path, mode) = unsafe { (cstr(path), cstr(mode)) };
    opened(OpenMode::parse(mode.to_bytes()).and_then(|mode| open_path(path, mode)))
}

/// Closes a table; always 1.
///
/// # Safety
/// `stream` is NULL, or open and not used any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn endmntent(stream: *mut FILE) -> c_int {
    if !stream.is_null() {
        // SAFETY: the caller's promise. Callers can not be told of a failure.
        let _ = close(unsafe { file(stream) });
    }
    1
}

/// The next file system of a table.
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

/// The next file system of a table, in memory of the caller's; NULL and `ERANGE` if that is too small.
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
    let room = unsafe { uninit_slice_mut(buffer.cast(), usize::try_from(size).unwrap_or(0)) };
    // SAFETY: as above.
    match read_record_into(unsafe { file(stream) }, &mut Place::new(room)) {
        Ok(Some(found)) => {
            // SAFETY: as above.
            unsafe { record.write(found) };
            record
        }
        Ok(None) => null_mut(),
        Err(error) => errno::pointer(Err(error)),
    }
}

/// Appends a file system to a table; 1 if that fails.
///
/// # Safety
/// `stream` is open; the strings of `record` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn addmntent(stream: *mut FILE, record: *const mntent) -> c_int {
    // SAFETY: the caller's promise.
    let (record, file) = unsafe { (*record, file(stream)) };
    let mut line = alloc::vec::Vec::new();
    for text in [record.mnt_fsname, record.mnt_dir, record.mnt_type, record.mnt_opts] {
        // SAFETY: as above.
        line.extend(escape(unsafe { cstr_or_null(text) }.map_or(&b""[..], CStr::to_bytes)));
        line.push(b' ');
    }
    line.extend(alloc::format!("{} {}\n", record.mnt_freq, record.mnt_passno).into_bytes());
    let mut stream = file.lock();
    let outcome = stream.seek(0, Whence::End).and_then(|()| stream.write(&line).map_err(|short| short.error));
    -errno::status(outcome)
}

/// Where the option `name`, alone or with a value, begins among those of `record`; NULL if it is not there.
///
/// # Safety
/// `name` is a string, and so are the options of `record`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hasmntopt(record: *const mntent, name: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    let (options, name) = unsafe { ((*record).mnt_opts, cstr(name).to_bytes()) };
    // SAFETY: as above.
    let mut rest = unsafe { cstr(options) }.to_bytes();
    let mut at = 0;
    while !rest.is_empty() {
        let option = rest.split(|byte| *byte == b',').next().unwrap_or_default();
        if option.strip_prefix(name).is_some_and(|after| matches!(after, [] | [b'=', ..])) {
            return options.wrapping_add(at);
        }
        at += (option.len() + 1).min(rest.len());
        rest = &rest[(option.len() + 1).min(rest.len())..];
    }
    null_mut()
}
