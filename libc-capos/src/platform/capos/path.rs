//! Path names: the working directory, and the Namespace that resolves the rest in one call.

use super::descriptors::{self, Target};
use crate::errno::Errno;
use crate::sync::Mutex;
use crate::types::c_int;
use capos_rt::schema::abi::limits::MAX_PATH;
use capos_rt::{Capability, FileStatus, Namespace, startup};
use core::mem::ManuallyDrop;

pub const AT_FDCWD: c_int = -100;
pub const S_IFMT: u32 = 0o170_000;
pub const S_IFDIR: u32 = 0o040_000;

/// A path's bytes by value: nothing here allocates.
#[derive(Clone, Copy)]
pub struct PathBuffer {
    bytes: [u8; MAX_PATH],
    length: usize,
}

impl PathBuffer {
    const fn root() -> Self {
        let mut bytes = [0; MAX_PATH];
        bytes[0] = b'/';
        PathBuffer { bytes, length: 1 }
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    fn push(&mut self, bytes: &[u8]) -> Result<(), Errno> {
        let end = self.length + bytes.len();
        self.bytes
            .get_mut(self.length..end)
            .filter(|_| end < MAX_PATH)
            .ok_or(Errno::ENAMETOOLONG)?
            .copy_from_slice(bytes);
        self.length = end;
        Ok(())
    }

    /// Appends the components of `path`, dropping `.`; `..` takes one away and stops at the root. The trees that
    /// exist today have no symbolic links, so the text alone decides.
    fn join(&mut self, path: &[u8]) -> Result<(), Errno> {
        for component in path.split(|&byte| byte == b'/').filter(|component| !component.is_empty()) {
            match component {
                b"." => {}
                b".." => {
                    self.length = self.as_bytes().iter().rposition(|&byte| byte == b'/').unwrap_or(0).max(1)
                }
                _ => {
                    if self.length > 1 {
                        self.push(b"/")?;
                    }
                    self.push(component)?;
                }
            }
        }
        Ok(())
    }
}

static WORKING_DIRECTORY: Mutex<PathBuffer> = Mutex::new(PathBuffer::root());

/// Sets the working directory that the process starts with.
pub fn initialize(directory: &[u8]) {
    let mut path = PathBuffer::root();
    if path.join(directory).is_ok() {
        *WORKING_DIRECTORY.lock() = path;
    }
}

/// The working directory.
pub fn working_directory() -> PathBuffer {
    *WORKING_DIRECTORY.lock()
}

/// Changes to a directory that exists.
pub fn change_directory(path: &[u8]) -> Result<(), Errno> {
    let absolute = absolute(AT_FDCWD, path)?;
    let status = status(absolute.as_bytes())?;
    if status.mode & S_IFMT != S_IFDIR {
        return Err(Errno::ENOTDIR);
    }
    let mut directory = PathBuffer::root();
    directory.join(absolute.as_bytes())?;
    *WORKING_DIRECTORY.lock() = directory;
    Ok(())
}

/// `path` from the root, as the Namespace resolves it. Relative paths start at the working directory.
pub fn absolute(dirfd: c_int, path: &[u8]) -> Result<PathBuffer, Errno> {
    if path.is_empty() {
        return Err(Errno::ENOENT);
    }
    let mut absolute = PathBuffer { bytes: [0; MAX_PATH], length: 0 };
    if path[0] != b'/' {
        if dirfd != AT_FDCWD {
            return Err(match descriptors::get(dirfd)?.target {
                Target::File(_) | Target::Console(_) | Target::Terminal(_) => Errno::ENOTDIR,
            });
        }
        absolute.push(working_directory().as_bytes())?;
        if absolute.length > 1 {
            absolute.push(b"/")?;
        }
    }
    absolute.push(path)?;
    Ok(absolute)
}

/// The process's Namespace. Without one nothing has a name.
pub fn namespace() -> Result<ManuallyDrop<Capability<Namespace>>, Errno> {
    startup::granted_any::<Namespace>().ok_or(Errno::ENOENT)
}

pub fn status(absolute: &[u8]) -> Result<FileStatus, Errno> {
    Ok(namespace()?.status(absolute, true)?)
}
