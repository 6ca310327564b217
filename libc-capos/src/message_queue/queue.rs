//! Making, opening and closing queues. A queue's descriptor is that of its file.

use super::notification::withdraw;
use super::storage::{Head, size};
use crate::errno::Errno;
use crate::header::fcntl::constants::{
    AT_FDCWD, O_ACCMODE, O_CLOEXEC, O_CREAT, O_EXCL, O_NOFOLLOW, O_RDONLY, O_RDWR, O_WRONLY,
};
use crate::platform::{Fs, Memory, Sys};
use crate::shared_names::SharedPath;
use crate::sync::Mutex;
use crate::types::{c_int, mode_t, mq_attr};
use alloc::vec::Vec;
use core::ffi::CStr;
use core::ptr;

const PREFIX: &[u8] = b"mq.";
const PROT_READ_WRITE: c_int = 3;
const MAP_SHARED: c_int = 1;
/// Attempts to open a queue that somebody else makes and removes all the time.
const ATTEMPTS: usize = 100;
/// What a queue has about which nothing is said.
const SLOTS: usize = 10;
const MESSAGE_SIZE: usize = 8192;

/// A queue that the process has open.
#[derive(Clone, Copy)]
pub struct Queue {
    pub descriptor: c_int,
    pub head: *mut Head,
    length: usize,
    access: c_int,
    pub nonblocking: bool,
}

// SAFETY: the head is shared memory with locks of its own.
unsafe impl Send for Queue {}

impl Queue {
    pub fn may_send(&self) -> bool {
        self.access != O_RDONLY
    }

    pub fn may_receive(&self) -> bool {
        self.access != O_WRONLY
    }
}

static OPEN: Mutex<Vec<Queue>> = Mutex::new(Vec::new());

/// The queue behind a descriptor; `change` may alter what the process keeps of it.
pub fn find(descriptor: c_int, change: impl FnOnce(&mut Queue)) -> Result<Queue, Errno> {
    let mut list = OPEN.lock();
    let queue = list.iter_mut().find(|queue| queue.descriptor == descriptor).ok_or(Errno::EBADF)?;
    let before = *queue;
    change(queue);
    Ok(before)
}

/// # Safety
/// The file is a queue of `length` bytes, or is being made one.
unsafe fn map(file: c_int, length: usize) -> Result<*mut Head, Errno> {
    // SAFETY: a new mapping.
    let address = unsafe { Sys::mmap(0, length, PROT_READ_WRITE, MAP_SHARED, file, 0) }?;
    Ok(ptr::with_exposed_provenance_mut(address))
}

/// Opens what is there.
fn attach(path: &CStr) -> Result<(c_int, *mut Head, usize), Errno> {
    let file = Sys::openat(AT_FDCWD, path, O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0)?;
    let attached = Sys::fstat(file).and_then(|status| {
        let length = usize::try_from(status.st_size).map_err(|_| Errno::EINVAL)?;
        if length < size_of::<Head>() {
            return Err(Errno::EINVAL);
        }
        // SAFETY: files of this name are made by `create` only.
        Ok((file, unsafe { map(file, length) }?, length))
    });
    attached.inspect_err(|_| {
        // The first error counts.
        let _ = Sys::close(file);
    })
}

/// Makes a queue and gives it its name, unless that exists.
fn create(
    path: &CStr,
    mode: mode_t,
    attributes: Option<&mq_attr>,
    attempt: usize,
) -> Result<(c_int, *mut Head, usize), Errno> {
    let number = |value| usize::try_from(value).map_err(|_| Errno::EINVAL);
    let (slots, message_size) = match attributes {
        Some(attributes) => (number(attributes.mq_maxmsg)?, number(attributes.mq_msgsize)?),
        None => (SLOTS, MESSAGE_SIZE),
    };
    let length = size(slots, message_size)?;
    let temporary = SharedPath::temporary(PREFIX, attempt);
    let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    let file = Sys::openat(AT_FDCWD, temporary.as_cstr(), flags, mode & 0o666)?;
    let made = Sys::ftruncate(file, length as i64).and_then(|()| {
        // SAFETY: the file is new and of that length.
        let head = unsafe { map(file, length) }?;
        // SAFETY: a new file reads as zeros, and nobody else knows it.
        unsafe { Head::initialize(head, slots, message_size) };
        Sys::linkat(AT_FDCWD, temporary.as_cstr(), AT_FDCWD, path, 0).inspect_err(|_| {
            // SAFETY: the mapping is ours alone. The first error counts.
            let _ = unsafe { Sys::munmap(head.addr(), length) };
        })?;
        Ok((file, head, length))
    });
    // The name was ours alone; where removing it fails nothing is left to do.
    let _ = Sys::unlinkat(AT_FDCWD, temporary.as_cstr(), 0);
    made.inspect_err(|_| {
        let _ = Sys::close(file);
    })
}

/// `mq_open`.
pub fn open(
    name: &CStr,
    flags: c_int,
    mode: mode_t,
    attributes: Option<&mq_attr>,
    nonblocking: bool,
) -> Result<c_int, Errno> {
    let access = flags & O_ACCMODE;
    if !matches!(access, O_RDONLY | O_WRONLY | O_RDWR) {
        return Err(Errno::EINVAL);
    }
    let path = SharedPath::new(PREFIX, name)?;
    let path = path.as_cstr();
    let mut attempt = 0;
    let (descriptor, head, length) = loop {
        let exclusive = flags & (O_CREAT | O_EXCL) == O_CREAT | O_EXCL;
        match if exclusive { Err(Errno::ENOENT) } else { attach(path) } {
            Err(Errno::ENOENT) if flags & O_CREAT != 0 => {}
            outcome => break outcome?,
        }
        match create(path, mode, attributes, attempt) {
            // Somebody else was faster.
            Err(Errno::EEXIST) if !exclusive && attempt < ATTEMPTS => attempt += 1,
            outcome => break outcome?,
        }
    };
    let mut list = OPEN.lock();
    list.try_reserve(1).map_err(|_| Errno::ENOMEM)?;
    list.push(Queue { descriptor, head, length, access, nonblocking });
    Ok(descriptor)
}

/// `mq_close`: also withdraws the process's request to be notified.
pub fn close(descriptor: c_int) -> Result<(), Errno> {
    let queue = {
        let mut list = OPEN.lock();
        let place = list.iter().position(|queue| queue.descriptor == descriptor).ok_or(Errno::EBADF)?;
        list.swap_remove(place)
    };
    withdraw(&queue)?;
    // A thread that is to call the program when a message comes uses the mapping until it notices.
    // SAFETY: the descriptor is out of the list, and POSIX leaves using it meanwhile to the program.
    unsafe { Sys::munmap(queue.head.addr(), queue.length) }?;
    Sys::close(descriptor)
}

/// `mq_unlink`.
pub fn remove(name: &CStr) -> Result<(), Errno> {
    let path = match SharedPath::new(PREFIX, name) {
        // No such name can exist.
        Err(Errno::EINVAL) => return Err(Errno::ENOENT),
        path => path?,
    };
    path.unlink()
}
