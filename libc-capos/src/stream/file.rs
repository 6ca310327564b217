//! `FILE`: a stream, its lock, and its place in the list of open streams.

use core::cell::UnsafeCell;
use core::ops::{Deref, DerefMut};

use super::backend::Backend;
use super::mode::OpenMode;
use super::registry::Links;
use super::state::{Buffering, Stream};
use crate::sync::{RecursiveLock, RecursiveLockGuard};
use crate::thread;

/// The object behind a `FILE *`. The stream comes first: the inline functions of `<stdio.h>` look at its buffer.
#[repr(C)]
pub struct FILE {
    stream: UnsafeCell<Stream>,
    lock: RecursiveLock,
    pub(super) links: Links,
}

// SAFETY: the stream is reached through the lock (or by the `_unlocked` functions, whose callers hold it), the
// links through the registry's lock.
unsafe impl Sync for FILE {}
// SAFETY: a stream belongs to no thread.
unsafe impl Send for FILE {}

impl FILE {
    pub(super) const fn new(stream: Stream) -> Self {
        Self { lock: RecursiveLock::new(), stream: UnsafeCell::new(stream), links: Links::new() }
    }

    /// Locks the stream for one operation.
    #[inline]
    pub fn lock(&self) -> StreamGuard<'_> {
        StreamGuard { file: self, _lock: self.lock.lock() }
    }

    /// Performs one short operation with the stream locked, or without a lock as long as there is one thread.
    ///
    /// Not for operations that may call into the program for long: a function behind a stream could start a
    /// thread. What `getc` and `putc` find in the buffer is not among those.
    #[inline(always)]
    pub fn with<T>(
        &self,
        buffered: impl Fn(&mut Stream) -> Option<T>,
        slow: impl FnOnce(&mut Stream) -> T,
    ) -> T {
        if thread::is_alone() {
            // SAFETY: the only thread there is uses no other reference to the stream, and what `buffered` does
            // touches nothing but the buffer.
            if let Some(value) = buffered(unsafe { self.unlocked() }) {
                return value;
            }
        }
        self.locked(slow)
    }

    /// A function of its own, so that a caller whose bytes are in the buffer saves no registers for this.
    #[inline(never)]
    fn locked<T>(&self, operation: impl FnOnce(&mut Stream) -> T) -> T {
        operation(&mut self.lock())
    }

    /// Locks the stream unless another thread holds it.
    pub fn try_lock(&self) -> Option<StreamGuard<'_>> {
        if !self.lock.try_acquire() {
            return None;
        }
        let guard = self.lock();
        self.lock.release();
        Some(guard)
    }

    /// The lock of `flockfile`.
    pub fn recursive_lock(&self) -> &RecursiveLock {
        &self.lock
    }

    /// Where the stream is, to tell it from others.
    pub(super) fn as_stream(&self) -> *const Stream {
        self.stream.get()
    }

    /// The stream without locking.
    ///
    /// # Safety
    /// The calling thread holds the lock, or is the only one to use the stream, and uses no other reference to
    /// it meanwhile.
    #[inline]
    #[allow(clippy::mut_from_ref, reason = "the caller promises exclusive use")]
    pub unsafe fn unlocked(&self) -> &mut Stream {
        // SAFETY: the caller's promise.
        unsafe { &mut *self.stream.get() }
    }
}

/// Exclusive use of a stream.
pub struct StreamGuard<'a> {
    file: &'a FILE,
    _lock: RecursiveLockGuard<'a>,
}

impl Deref for StreamGuard<'_> {
    type Target = Stream;

    #[inline]
    fn deref(&self) -> &Stream {
        // SAFETY: the guard holds the lock, and no operation hands out a second guard while it works.
        unsafe { &*self.file.stream.get() }
    }
}

impl DerefMut for StreamGuard<'_> {
    #[inline]
    fn deref_mut(&mut self) -> &mut Stream {
        // SAFETY: as in `deref`.
        unsafe { &mut *self.file.stream.get() }
    }
}

/// The three streams that exist from the start.
pub mod standard {
    use super::{Backend, Buffering, FILE, OpenMode, Stream};

    const READ: OpenMode = OpenMode { read: true, ..OpenMode::NONE };
    const WRITE: OpenMode = OpenMode { write: true, ..OpenMode::NONE };

    pub static INPUT: FILE = FILE::new(Stream::new(Backend::Descriptor(0), READ, Buffering::Undecided));
    pub static OUTPUT: FILE = FILE::new(Stream::new(Backend::Descriptor(1), WRITE, Buffering::Undecided));
    pub static ERROR: FILE = FILE::new(Stream::new(Backend::Descriptor(2), WRITE, Buffering::None));

    pub static ALL: [&FILE; 3] = [&INPUT, &OUTPUT, &ERROR];
}
