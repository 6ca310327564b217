//! `DIR`: a descriptor, and a buffer of records that the system wrote.

use crate::errno::Errno;
use crate::header::fcntl::constants::{AT_FDCWD, O_CLOEXEC, O_DIRECTORY, O_RDONLY};
use crate::heap;
use crate::platform::{Directories, Fs, Sys};
use crate::sync::Mutex;
use crate::types::{c_int, dirent, off_t};
use core::ffi::CStr;
use core::mem::{MaybeUninit, offset_of};
use core::ptr::{self, NonNull};

/// Bytes asked for at a time.
const BUFFER: usize = 16 << 10;
const SEEK_SET: c_int = 0;

/// Records are aligned to 8 bytes.
#[repr(C, align(8))]
struct Buffer([MaybeUninit<u8>; BUFFER]);

struct State {
    /// Where the next record begins, and where the records end.
    next: usize,
    end: usize,
    /// Where the directory goes on behind the last record returned.
    position: off_t,
    buffer: Buffer,
}

/// A directory stream.
pub struct DIR {
    fd: c_int,
    state: Mutex<State>,
}

impl DIR {
    /// A stream over an open directory, in memory of its own.
    pub fn over(fd: c_int) -> Result<NonNull<DIR>, Errno> {
        let stream = heap::allocate(size_of::<DIR>())?.cast::<DIR>();
        let buffer = Buffer([const { MaybeUninit::uninit() }; BUFFER]);
        let state = Mutex::new(State { next: 0, end: 0, position: 0, buffer });
        // SAFETY: a fresh block of that size; the heap aligns to 16 bytes.
        unsafe { stream.write(DIR { fd, state }) };
        NonNull::new(stream).ok_or(Errno::ENOMEM)
    }

    /// Opens a directory.
    pub fn open(dirfd: c_int, path: &CStr) -> Result<NonNull<DIR>, Errno> {
        let fd = Sys::openat(dirfd, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)?;
        DIR::over(fd).inspect_err(|_| {
            let _ = Sys::close(fd);
        })
    }

    /// Opens the working directory's `path`.
    pub fn open_path(path: &CStr) -> Result<NonNull<DIR>, Errno> {
        DIR::open(AT_FDCWD, path)
    }

    /// Frees the stream and returns its descriptor, which stays open.
    ///
    /// # Safety
    /// The stream came from [`DIR::over`], and nobody uses it any more.
    pub unsafe fn into_descriptor(stream: NonNull<DIR>) -> c_int {
        // SAFETY: the caller's promise.
        unsafe {
            let fd = stream.as_ref().fd;
            heap::free(stream.as_ptr().cast());
            fd
        }
    }

    /// Closes the stream.
    ///
    /// # Safety
    /// As for [`DIR::into_descriptor`].
    pub unsafe fn close(stream: NonNull<DIR>) -> Result<(), Errno> {
        // SAFETY: the caller's promise.
        Sys::close(unsafe { DIR::into_descriptor(stream) })
    }

    pub fn descriptor(&self) -> c_int {
        self.fd
    }

    /// The next entry, or NULL at the end. It stays until the next call for this stream.
    pub fn next(&self) -> Result<*mut dirent, Errno> {
        self.with_next(|entry| entry).map(|entry| entry.unwrap_or(ptr::null_mut()))
    }

    /// What `take` makes of the next entry while no other thread can replace it.
    pub fn with_next<T>(&self, take: impl FnOnce(*mut dirent) -> T) -> Result<Option<T>, Errno> {
        let mut state = self.state.lock();
        if state.next >= state.end {
            state.end = match Sys::getdents(self.fd, &mut state.buffer.0) {
                // A directory that has been removed has no entries.
                Err(Errno::ENOENT) => 0,
                outcome => outcome?,
            };
            state.next = 0;
            if state.end == 0 {
                return Ok(None);
            }
        }
        let start = state.next;
        let entry = state.buffer.0[start..].as_mut_ptr().cast::<dirent>();
        // SAFETY: the system wrote whole records up to `end`, and this one begins before that.
        let (length, position) = unsafe { ((*entry).d_reclen, (*entry).d_off) };
        state.next += usize::from(length).max(offset_of!(dirent, d_name));
        state.position = position;
        Ok(Some(take(entry)))
    }

    /// Goes to a position that [`DIR::position`] returned; 0 is the beginning.
    pub fn seek(&self, position: off_t) {
        let mut state = self.state.lock();
        if let Ok(reached) = Sys::lseek(self.fd, position, SEEK_SET) {
            state.position = reached;
        }
        (state.next, state.end) = (0, 0);
    }

    pub fn position(&self) -> off_t {
        self.state.lock().position
    }
}

/// The name in an entry.
///
/// # Safety
/// `entry` is a record that the system wrote, which stays as it is during `'a`.
pub unsafe fn name<'a>(entry: *const dirent) -> &'a CStr {
    // SAFETY: the caller's promise. The record may be shorter than the structure, so no reference to it is made.
    unsafe { CStr::from_ptr((&raw const (*entry).d_name).cast()) }
}
