//! `statx`: status of which the caller says what is wanted, and the answer what there is.

use super::constants::STATX__RESERVED;
use crate::abi::{Out, cstr};
use crate::errno::{self, Errno};
use crate::header::fcntl::constants::AT_STATX_SYNC_TYPE;
use crate::platform::{Fs, Sys};
use crate::types::{self, c_char, c_int, c_uint};

/// <https://man7.org/linux/man-pages/man2/statx.2.html>
///
/// # Safety
/// `path` is a string and `buf` a writable record.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn statx(
    dirfd: c_int,
    path: *const c_char,
    flags: c_int,
    mask: c_uint,
    buf: *mut types::statx,
) -> c_int {
    if mask & STATX__RESERVED != 0 || flags & AT_STATX_SYNC_TYPE == AT_STATX_SYNC_TYPE {
        return errno::status(Err(Errno::EINVAL));
    }
    // SAFETY: by the contract.
    let (path, mut out) = unsafe { (cstr(path), Out::new(buf)) };
    errno::status(Sys::statx(dirfd, path, flags, mask).map(|status| out.write(status)))
}
