//! A directory on the way down: its stream while a descriptor can be spared, or the names that are left.

use crate::errno::Errno;
use crate::header::dirent::stream::{DIR, name};
use crate::types::c_int;
use alloc::ffi::CString;
use alloc::vec::Vec;
use core::ptr::NonNull;

enum Names {
    Open(NonNull<DIR>),
    /// Those that are left, the next one last.
    Read(Vec<CString>),
}

pub struct Level {
    names: Names,
    /// The length of the directory's path, and where the name in it begins.
    pub path_length: usize,
    pub base: usize,
}

fn copy(bytes: &[u8]) -> Result<CString, Errno> {
    let mut copy = Vec::new();
    copy.try_reserve_exact(bytes.len() + 1).map_err(|_| Errno::ENOMEM)?;
    copy.extend_from_slice(bytes);
    CString::new(copy).map_err(|_| Errno::EINVAL)
}

/// The next name but `.` and `..`.
///
/// # Safety
/// The stream is open.
unsafe fn next_of(stream: NonNull<DIR>) -> Result<Option<CString>, Errno> {
    // SAFETY: the caller's promise; an entry stays until the next one is read.
    unsafe {
        loop {
            let entry = stream.as_ref().next()?;
            if entry.is_null() {
                return Ok(None);
            }
            match name(entry).to_bytes() {
                b"." | b".." => {}
                bytes => return copy(bytes).map(Some),
            }
        }
    }
}

impl Level {
    /// Opens the directory at `path`, which is relative to `dirfd`.
    pub fn open(
        dirfd: c_int,
        path: &core::ffi::CStr,
        path_length: usize,
        base: usize,
    ) -> Result<Level, Errno> {
        Ok(Level { names: Names::Open(DIR::open(dirfd, path)?), path_length, base })
    }

    /// The descriptor, while there is one.
    pub fn descriptor(&self) -> Option<c_int> {
        match self.names {
            // SAFETY: the stream is open as long as it is here.
            Names::Open(stream) => Some(unsafe { stream.as_ref() }.descriptor()),
            Names::Read(_) => None,
        }
    }

    pub fn next(&mut self) -> Result<Option<CString>, Errno> {
        match &mut self.names {
            // SAFETY: as above.
            Names::Open(stream) => unsafe { next_of(*stream) },
            Names::Read(names) => Ok(names.pop()),
        }
    }

    /// Reads the rest of the names and gives the descriptor back.
    pub fn give_up_descriptor(&mut self) -> Result<(), Errno> {
        let Names::Open(stream) = self.names else { return Ok(()) };
        let mut names = Vec::new();
        // SAFETY: as above.
        while let Some(name) = unsafe { next_of(stream) }? {
            names.try_reserve(1).map_err(|_| Errno::ENOMEM)?;
            names.push(name);
        }
        names.reverse();
        self.names = Names::Read(names);
        // SAFETY: nobody else knows the stream.
        unsafe { DIR::close(stream) }
    }
}

impl Drop for Level {
    fn drop(&mut self) {
        if let Names::Open(stream) = self.names {
            // SAFETY: nobody else knows the stream. Its descriptor was only read from.
            let _ = unsafe { DIR::close(stream) };
        }
    }
}
