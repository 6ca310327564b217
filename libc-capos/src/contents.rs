//! Files read whole: zones, catalogues of messages, templates of dates.

use crate::descriptor::Descriptor;
use crate::errno::Errno;
use crate::header::fcntl::constants::{AT_FDCWD, O_CLOEXEC, O_NONBLOCK, O_RDONLY};
use crate::platform::{Fs, Sys};
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::ffi::CStr;
use core::mem::MaybeUninit;

/// The contents of a file that is not longer than `limit` (`EFBIG`).
pub fn read(path: &CStr, limit: usize) -> Result<Box<[u8]>, Errno> {
    // Without waiting: the name could be that of a terminal or a pipe.
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK;
    let file = Descriptor(Sys::openat(AT_FDCWD, path, flags, 0)?);
    let mut bytes = Vec::new();
    loop {
        let mut chunk = [MaybeUninit::uninit(); 4096];
        let read = match Sys::read(file.0, &mut chunk) {
            Ok(0) => return Ok(bytes.into_boxed_slice()),
            Ok(read) if bytes.len() + read <= limit => read,
            Ok(_) => return Err(Errno::EFBIG),
            Err(Errno::EINTR) => continue,
            Err(error) => return Err(error),
        };
        bytes.try_reserve(read).map_err(|_| Errno::ENOMEM)?;
        // SAFETY: `read` filled that many bytes of the chunk.
        bytes.extend(chunk[..read].iter().map(|byte| unsafe { byte.assume_init() }));
    }
}
