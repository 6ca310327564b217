//! Semaphores with names: shared mappings of small files.

use crate::abi::cstr;
use crate::errno::{self, Errno};
use crate::header::fcntl::constants::{AT_FDCWD, O_CLOEXEC, O_CREAT, O_EXCL, O_NOFOLLOW, O_RDWR};
use crate::platform::{Fs, Memory, Sys};
use crate::shared_names::SharedPath;
use crate::sync::{Mutex, semaphore};
use crate::types::{c_char, c_int, c_uint, mode_t, sem_t, stat};
use alloc::vec::Vec;
use core::ffi::CStr;
use core::ptr;

const PREFIX: &[u8] = b"sem.";
const PROT_READ_WRITE: c_int = 3;
const MAP_SHARED: c_int = 1;
/// Attempts to find a file that somebody else removes and makes all the time.
const ATTEMPTS: usize = 100;

/// A semaphore that this process has open: the same name gives the same address.
struct Open {
    device: u64,
    file: u64,
    address: usize,
    count: usize,
}

static OPEN: Mutex<Vec<Open>> = Mutex::new(Vec::new());

/// An open file, closed at the end.
struct File(c_int);

impl Drop for File {
    fn drop(&mut self) {
        // Nothing is lost when closing fails.
        let _ = Sys::close(self.0);
    }
}

fn open_file(path: &CStr, flags: c_int, mode: mode_t) -> Result<File, Errno> {
    Sys::openat(AT_FDCWD, path, flags | O_RDWR | O_NOFOLLOW | O_CLOEXEC, mode).map(File)
}

/// Maps the semaphore in a file, or finds where it is mapped already.
fn attach(list: &mut Vec<Open>, file: &File) -> Result<usize, Errno> {
    let status: stat = Sys::fstat(file.0)?;
    if status.st_size < size_of::<sem_t>() as i64 {
        return Err(Errno::EINVAL);
    }
    let known = list.iter_mut().find(|open| (open.device, open.file) == (status.st_dev, status.st_ino));
    if let Some(open) = known {
        open.count += 1;
        return Ok(open.address);
    }
    list.try_reserve(1).map_err(|_| Errno::ENOMEM)?;
    // SAFETY: a new mapping.
    let address = unsafe { Sys::mmap(0, size_of::<sem_t>(), PROT_READ_WRITE, MAP_SHARED, file.0, 0) }?;
    list.push(Open { device: status.st_dev, file: status.st_ino, address, count: 1 });
    Ok(address)
}

/// Makes a file with a new semaphore and gives it its name, unless that exists.
fn create(path: &CStr, mode: mode_t, value: c_uint, attempt: usize) -> Result<File, Errno> {
    if value > semaphore::MOST {
        return Err(Errno::EINVAL);
    }
    let temporary = SharedPath::temporary(PREFIX, attempt);
    let file = open_file(temporary.as_cstr(), O_CREAT | O_EXCL, mode & 0o666)?;
    let new = sem_t::new(value, true);
    // SAFETY: plain words without gaps.
    let bytes = unsafe { crate::abi::slice((&raw const new).cast::<u8>(), size_of::<sem_t>()) };
    let written = match Sys::write(file.0, bytes) {
        Ok(length) if length == bytes.len() => Ok(()),
        Ok(_) => Err(Errno::ENOSPC),
        Err(error) => Err(error),
    };
    let named = written.and_then(|()| Sys::linkat(AT_FDCWD, temporary.as_cstr(), AT_FDCWD, path, 0));
    // The name was ours alone; where removing it fails nothing is left to do.
    let _ = Sys::unlinkat(AT_FDCWD, temporary.as_cstr(), 0);
    named.map(|()| file)
}

fn open(path: &CStr, flags: c_int, mode: mode_t, value: c_uint) -> Result<usize, Errno> {
    // Held all the time: two threads that open the same name get the same address.
    let mut list = OPEN.lock();
    for attempt in 0..ATTEMPTS {
        if flags & (O_CREAT | O_EXCL) != O_CREAT | O_EXCL {
            match open_file(path, 0, 0) {
                Ok(file) => return attach(&mut list, &file),
                Err(Errno::ENOENT) if flags & O_CREAT != 0 => {}
                Err(error) => return Err(error),
            }
        }
        match create(path, mode, value, attempt) {
            Ok(file) => return attach(&mut list, &file),
            // Somebody else was faster.
            Err(Errno::EEXIST) if flags & O_EXCL == 0 => {}
            Err(error) => return Err(error),
        }
    }
    Err(Errno::EAGAIN)
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sem_open.html>
///
/// # Safety
/// `name` is a string; a mode and a value follow if `oflag` may create.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sem_open(name: *const c_char, oflag: c_int, mut args: ...) -> *mut sem_t {
    // SAFETY: by the contract; the mode is promoted to an unsigned int.
    let (name, mode, value) = unsafe {
        let creates = oflag & O_CREAT != 0;
        let mode = if creates { args.arg::<mode_t>() } else { 0 };
        (cstr(name), mode, if creates { args.arg::<c_uint>() } else { 0 })
    };
    let opened = SharedPath::new(PREFIX, name).and_then(|path| open(path.as_cstr(), oflag, mode, value));
    errno::pointer(opened.map(ptr::with_exposed_provenance_mut::<sem_t>))
}

fn close(sem: *mut sem_t) -> Result<(), Errno> {
    let mut list = OPEN.lock();
    let place = list.iter().position(|open| open.address == sem.addr()).ok_or(Errno::EINVAL)?;
    list[place].count -= 1;
    if list[place].count == 0 {
        let open = list.swap_remove(place);
        // SAFETY: the mapping is ours, and the program has closed it as often as it had opened it.
        unsafe { Sys::munmap(open.address, size_of::<sem_t>()) }?;
    }
    Ok(())
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sem_close.html>
///
/// # Safety
/// `sem` came from `sem_open`, and its user is done with it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sem_close(sem: *mut sem_t) -> c_int {
    errno::status(close(sem))
}

/// <https://pubs.opengroup.org/onlinepubs/9799919799/functions/sem_unlink.html>
///
/// # Safety
/// `name` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sem_unlink(name: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    let path = match SharedPath::new(PREFIX, unsafe { cstr(name) }) {
        // No such name can exist.
        Err(Errno::EINVAL) => Err(Errno::ENOENT),
        path => path,
    };
    errno::status(path.and_then(|path| Sys::unlinkat(AT_FDCWD, path.as_cstr(), 0)))
}
