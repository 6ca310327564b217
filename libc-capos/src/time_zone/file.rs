//! Finding and reading zoneinfo files.

use crate::contents;
use alloc::boxed::Box;
use alloc::ffi::CString;
use alloc::vec::Vec;
use capos_libc_engine::time::tzif::TzFile;
use core::ffi::CStr;

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

fn read(path: &CStr) -> Option<TzFile<Box<[u8]>>> {
    TzFile::parse(contents::read(path, MAX_LEN).ok()?)
}
