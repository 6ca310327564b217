//! Finding and reading zoneinfo files.

use crate::errno::Errno;
use crate::header::fcntl::constants::{AT_FDCWD, O_CLOEXEC, O_NONBLOCK, O_RDONLY};
use crate::platform::{Fs, Sys};
use crate::types::c_int;
use alloc::boxed::Box;
use alloc::ffi::CString;
use alloc::vec::Vec;
use capos_libc_engine::time::tzif::TzFile;
use core::ffi::CStr;
use core::mem::MaybeUninit;

/// Where named zones are, in this order.
const DIRECTORIES: [&[u8]; 3] = [b"/usr/share/zoneinfo/", b"/share/zoneinfo/", b"/etc/zoneinfo/"];
/// The zone of a system whose programs have no `TZ`.
const SYSTEM_ZONE: &CStr = c"/etc/localtime";
/// No zone is nearly as long; a longer file is none.
const MAX_LEN: usize = 256 << 10;

/// The system's zone.
pub fn system() -> Option<TzFile<Box<[u8]>>> {
    read(SYSTEM_ZONE)
}

/// The zone of that name: a path from the root, or one below a zoneinfo directory that does not leave it.
pub fn named(name: &[u8]) -> Option<TzFile<Box<[u8]>>> {
    if name.starts_with(b"/") {
        return read(&path(&[name])?);
    }
    if name.split(|&byte| byte == b'/').any(|part| part == b"..") {
        return None;
    }
    DIRECTORIES.iter().find_map(|directory| read(&path(&[directory, name])?))
}

fn path(parts: &[&[u8]]) -> Option<CString> {
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(parts.iter().map(|part| part.len()).sum::<usize>() + 1).ok()?;
    parts.iter().for_each(|part| bytes.extend_from_slice(part));
    CString::new(bytes).ok()
}

/// An open file, closed at the end.
struct Descriptor(c_int);

impl Drop for Descriptor {
    fn drop(&mut self) {
        // The file was only read; there is nothing to lose when closing fails.
        let _ = Sys::close(self.0);
    }
}

fn read(path: &CStr) -> Option<TzFile<Box<[u8]>>> {
    // Without waiting: the name could be that of a terminal or a pipe.
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK;
    let file = Descriptor(Sys::openat(AT_FDCWD, path, flags, 0).ok()?);
    let mut bytes = Vec::new();
    loop {
        let mut chunk = [MaybeUninit::uninit(); 1024];
        let read = match Sys::read(file.0, &mut chunk) {
            Ok(0) => break,
            Ok(read) if bytes.len() + read <= MAX_LEN => read,
            Err(Errno::EINTR) => continue,
            Ok(_) | Err(_) => return None,
        };
        bytes.try_reserve(read).ok()?;
        // SAFETY: `read` filled that many bytes of the chunk.
        bytes.extend(chunk[..read].iter().map(|byte| unsafe { byte.assume_init() }));
    }
    TzFile::parse(bytes.into_boxed_slice())
}
