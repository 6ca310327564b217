//! File systems in the words of POSIX.

use crate::abi::{Out, cstr};
use crate::errno;
use crate::platform::{Sys, Volumes};
use crate::types::{self, c_char, c_int, c_ulong, statfs};

/// Linux's mark that the flags are filled in.
const ST_VALID: c_ulong = 0x20;

fn converted(volume: &statfs) -> types::statvfs {
    let [low, high] = volume.f_fsid.__val.map(|half| c_ulong::from(half as u32));
    types::statvfs {
        f_bsize: volume.f_bsize,
        f_frsize: if volume.f_frsize != 0 { volume.f_frsize } else { volume.f_bsize },
        f_blocks: volume.f_blocks,
        f_bfree: volume.f_bfree,
        f_bavail: volume.f_bavail,
        f_files: volume.f_files,
        f_ffree: volume.f_ffree,
        f_favail: volume.f_ffree,
        f_fsid: high << 32 | low,
        f_flag: volume.f_flags & !ST_VALID,
        f_namemax: volume.f_namelen,
        f_type: volume.f_type as u32,
        __reserved: [0; 5],
    }
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/statvfs.html>
///
/// # Safety
/// `path` is a string, `volume` a writable record.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn statvfs(path: *const c_char, volume: *mut types::statvfs) -> c_int {
    // SAFETY: the caller's promise.
    let (path, mut out) = unsafe { (cstr(path), Out::new(volume)) };
    errno::status(Sys::statfs(path).map(|found| out.write(converted(&found))))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/fstatvfs.html>
///
/// # Safety
/// `volume` is a writable record.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fstatvfs(fd: c_int, volume: *mut types::statvfs) -> c_int {
    // SAFETY: the caller's promise.
    let mut out = unsafe { Out::new(volume) };
    errno::status(Sys::fstatfs(fd).map(|found| out.write(converted(&found))))
}
