//! Where paths begin: the Namespace that resolves them in one call, the working directory, open directories.

use super::children::shim;
use super::descriptors::{self, Target};
use super::identity;
use crate::errno::Errno;
use crate::sync::Mutex;
use crate::types::c_int;
use capos_rt::schema::abi::Handle;
use capos_rt::{Capability, File, Namespace, startup};
use core::mem::ManuallyDrop;

pub const AT_FDCWD: c_int = -100;
const O_DIRECTORY: u32 = 0o200_000;
const O_PATH: u32 = 0o10_000_000;
const X_OK: u32 = 1;

/// The working directory, held open, so that it stays what it is whatever happens to its name; `None` is the root.
static WORKING_DIRECTORY: Mutex<Option<Capability<File>>> = Mutex::new(None);

/// The process's Namespace. Without one nothing has a name.
pub fn namespace() -> Result<ManuallyDrop<Capability<Namespace>>, Errno> {
    identity::namespace_in_use().or_else(startup::granted_any::<Namespace>).ok_or(Errno::ENOENT)
}

/// The grant that is the working directory of a program that another one started.
pub const GRANT: &str = "cwd";

/// Sets the working directory that the process starts with: the open directory that was passed on, or the named one; the
/// root if it has none such.
pub fn initialize(directory: &[u8]) {
    match startup::granted::<File>(GRANT) {
        Some(passed) => *WORKING_DIRECTORY.lock() = Some(ManuallyDrop::into_inner(passed)),
        None => drop(change_directory(directory)),
    }
}

pub fn open_directory(base: Handle, path: &[u8]) -> Result<Capability<File>, Errno> {
    let namespace = namespace()?;
    let opened = namespace.open_at(base, path, O_DIRECTORY | O_PATH, 0)?;
    let directory = Capability::from_handle(opened.handle);
    namespace.check_access(directory.handle(), b".", X_OK, true)?;
    Ok(directory)
}

/// Changes to a directory that exists and may be searched.
pub fn change_directory(path: &[u8]) -> Result<(), Errno> {
    let directory = open_directory(base(AT_FDCWD, path)?, path)?;
    let previous = shim::lock(&WORKING_DIRECTORY).replace(directory);
    drop(previous);
    Ok(())
}

/// Takes the working directory out, and leaves a second capability for it in its place.
pub fn lend_working_directory() -> Result<Option<Capability<File>>, Errno> {
    let mut current = shim::lock(&WORKING_DIRECTORY);
    let second = current.as_ref().map(Capability::duplicate).transpose()?;
    Ok(core::mem::replace(&mut *current, second))
}

/// The opposite.
pub fn take_back_working_directory(directory: Option<Capability<File>>) {
    let left = core::mem::replace(&mut *shim::lock(&WORKING_DIRECTORY), directory);
    drop(left);
}

/// Changes to an open directory.
pub fn change_to_open(fd: c_int) -> Result<(), Errno> {
    let base = base(fd, b".")?;
    let directory = open_directory(base, b".")?;
    let previous = shim::lock(&WORKING_DIRECTORY).replace(directory);
    drop(previous);
    Ok(())
}

/// The directory at which `path` begins: the root's handle for one with a leading slash.
pub fn base(dirfd: c_int, path: &[u8]) -> Result<Handle, Errno> {
    if path.first() == Some(&b'/') {
        return Ok(Handle::NONE);
    }
    if dirfd == AT_FDCWD {
        return Ok(working_directory());
    }
    match descriptors::get(dirfd)?.target {
        // The kernel says if it is none.
        Target::File(handle) => Ok(handle),
        _ => Err(Errno::ENOTDIR),
    }
}

/// The working directory's handle; the root's is none.
pub fn working_directory() -> Handle {
    shim::lock(&WORKING_DIRECTORY).as_ref().map_or(Handle::NONE, Capability::handle)
}
