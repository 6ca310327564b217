//! Groups of a stream.

use crate::abi::cstr_or_null;
use crate::errno::{self, Errno};
use crate::header::stdio::entry::file;
use crate::stream::FILE;
use crate::sync::Mutex;
use crate::types::{c_char, c_int, group};
use crate::users::{Kept, number_text, put_line, read_record};
use alloc::vec::Vec;
use core::ffi::CStr;
use core::ptr::null_mut;

static LAST: Mutex<Kept<group>> = Mutex::new(Kept::new());

/// The next group of a stream (SVID).
///
/// # Safety
/// `stream` is open.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fgetgrent(stream: *mut FILE) -> *mut group {
    // SAFETY: the caller's promise.
    match read_record(unsafe { file(stream) }, &mut LAST.lock()) {
        Ok(Some(record)) => record,
        Ok(None) => null_mut(),
        Err(error) => errno::pointer(Err(error)),
    }
}

/// Writes a group as a line (SVID).
///
/// # Safety
/// `record` is a group whose strings may be NULL; `stream` is open.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn putgrent(record: *const group, stream: *mut FILE) -> c_int {
    // SAFETY: the caller's promise.
    let (found, file) = unsafe { (*record, file(stream)) };
    // SAFETY: as above.
    let text = |string: *mut c_char| unsafe { cstr_or_null(string) }.map_or(&b""[..], CStr::to_bytes);
    let name = text(found.gr_name);
    if name.is_empty() {
        return errno::status(Err(Errno::EINVAL));
    }
    let mut members: Vec<&[u8]> = Vec::new();
    let mut next = found.gr_mem;
    // SAFETY: NULL or a NULL-terminated array of strings.
    while !next.is_null() && unsafe { !(*next).is_null() } {
        // SAFETY: as above.
        unsafe {
            members.push(text(*next));
            next = next.add(1);
        }
    }
    let (id, members) = (number_text(found.gr_gid), members.join(&b','));
    errno::status(put_line(file, &[name, text(found.gr_passwd), id.as_bytes(), &members]))
}
