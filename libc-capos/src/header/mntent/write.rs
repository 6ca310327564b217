//! Writing to the table.

use crate::abi::cstr_or_null;
use crate::errno::{self, Errno};
use crate::header::stdio::entry::file;
use crate::stream::{FILE, Whence};
use crate::types::{c_int, mntent};
use crate::users::number_text;
use alloc::vec::Vec;
use capos_libc_engine::text::escaped;

/// <https://man7.org/linux/man-pages/man3/getmntent.3.html>
///
/// # Safety
/// `stream` is open; the strings of `record` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn addmntent(stream: *mut FILE, record: *const mntent) -> c_int {
    // SAFETY: the caller's promise.
    let (file, record) = unsafe { (file(stream), &*record) };
    let mut line = Vec::new();
    for text in [record.mnt_fsname, record.mnt_dir, record.mnt_type, record.mnt_opts] {
        // SAFETY: the caller's promise.
        let text = unsafe { cstr_or_null(text) }.map_or(&b""[..], core::ffi::CStr::to_bytes);
        line.extend(escaped(text));
        line.push(b' ');
    }
    line.extend(number_text(record.mnt_freq).bytes());
    line.push(b' ');
    line.extend(number_text(record.mnt_passno).bytes());
    line.push(b'\n');
    let mut stream = file.lock();
    let added: Result<(), Errno> =
        stream.seek(0, Whence::End).and_then(|()| stream.write(&line).map_err(|short| short.error));
    c_int::from(errno::status(added) != 0)
}
