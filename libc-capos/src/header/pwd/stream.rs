//! Users of a stream.

use crate::abi::cstr_or_null;
use crate::errno::{self, Errno};
use crate::header::stdio::entry::file;
use crate::stream::FILE;
use crate::sync::Mutex;
use crate::types::{c_int, passwd};
use crate::users::{Kept, number_text, put_line, read_record};
use core::ptr::null_mut;

static LAST: Mutex<Kept<passwd>> = Mutex::new(Kept::new());

/// The next user of a stream (SVID).
///
/// # Safety
/// `stream` is open.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fgetpwent(stream: *mut FILE) -> *mut passwd {
    // SAFETY: the caller's promise.
    match read_record(unsafe { file(stream) }, &mut LAST.lock()) {
        Ok(Some(record)) => record,
        Ok(None) => null_mut(),
        Err(error) => errno::pointer(Err(error)),
    }
}

/// Writes a user as a line (SVID).
///
/// # Safety
/// `record` is a user whose strings may be NULL; `stream` is open.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn putpwent(record: *const passwd, stream: *mut FILE) -> c_int {
    // SAFETY: the caller's promise.
    let (user, file) = unsafe { (*record, file(stream)) };
    // SAFETY: as above.
    let text = |string| unsafe { cstr_or_null(string) }.map_or(&b""[..], core::ffi::CStr::to_bytes);
    let (name, comment) = (text(user.pw_name), text(user.pw_gecos));
    if name.is_empty() {
        return errno::status(Err(Errno::EINVAL));
    }
    let (id, group) = (number_text(user.pw_uid), number_text(user.pw_gid));
    let fields =
        [name, text(user.pw_passwd), id.as_bytes(), group.as_bytes(), comment, text(user.pw_dir), text(user.pw_shell)];
    errno::status(put_line(file, &fields))
}
