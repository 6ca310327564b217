//! The list of open streams, for `fflush(NULL)` and `exit`.
//!
//! Whoever walks the list must be able to wait for a stream's lock without holding the list's: a thread may hold
//! a stream by `flockfile` and open or close another. So the walker pins the stream it is at, and a stream closed
//! meanwhile is freed when the last walker leaves it.

use alloc::alloc::{alloc, dealloc};
use core::alloc::Layout;
use core::cell::Cell;
use core::ptr::{NonNull, null};
use core::sync::atomic::{AtomicBool, Ordering};

use super::file::{FILE, standard};
use super::state::Stream;
use crate::errno::Errno;
use crate::process;
use crate::start;
use crate::sync::Mutex;
use crate::thread;

/// A stream's place in the list; used under the list's lock only.
pub(super) struct Links {
    previous: Cell<*const FILE>,
    next: Cell<*const FILE>,
    pins: Cell<u32>,
    closed: Cell<bool>,
}

impl Links {
    pub const fn new() -> Self {
        Self {
            previous: Cell::new(null()),
            next: Cell::new(null()),
            pins: Cell::new(0),
            closed: Cell::new(false),
        }
    }
}

struct List {
    first: *const FILE,
}

// SAFETY: streams belong to no thread.
unsafe impl Send for List {}

static OPEN: Mutex<List> = Mutex::new(List { first: null() });

impl List {
    fn link(&mut self, file: &FILE) {
        file.links.next.set(self.first);
        // SAFETY: streams in the list are alive.
        if let Some(next) = unsafe { self.first.as_ref() } {
            next.links.previous.set(file);
        }
        self.first = file;
    }

    fn unlink(&mut self, file: &FILE) {
        let (previous, next) = (file.links.previous.get(), file.links.next.get());
        // SAFETY: neighbours in the list are alive.
        match unsafe { previous.as_ref() } {
            Some(previous) => previous.links.next.set(next),
            None => self.first = next,
        }
        // SAFETY: as above.
        if let Some(next) = unsafe { next.as_ref() } {
            next.links.previous.set(previous);
        }
    }

    /// Takes a closed stream that nobody looks at out of the list and frees it.
    fn retire(&mut self, file: NonNull<FILE>) {
        // SAFETY: still in the list, hence alive.
        let links = unsafe { &file.as_ref().links };
        if links.closed.get() && links.pins.get() == 0 {
            // SAFETY: as above.
            self.unlink(unsafe { file.as_ref() });
            // SAFETY: allocated by `insert`; closed, unlinked and not pinned, nobody refers to it any more.
            unsafe {
                file.drop_in_place();
                dealloc(file.as_ptr().cast(), Layout::new::<FILE>());
            }
        }
    }

    /// The first stream at or after `place` that is not closed, pinned.
    fn pin_from(&self, mut place: *const FILE) -> Option<NonNull<FILE>> {
        // SAFETY: streams in the list are alive.
        while let Some(file) = unsafe { place.as_ref() } {
            if !file.links.closed.get() {
                file.links.pins.set(file.links.pins.get() + 1);
                return Some(NonNull::from(file));
            }
            place = file.links.next.get();
        }
        None
    }
}

/// Makes an open stream.
pub(super) fn insert(stream: Stream) -> Result<&'static FILE, Errno> {
    // SAFETY: the size is not zero.
    let memory = unsafe { alloc(Layout::new::<FILE>()) }.cast::<FILE>();
    let memory = NonNull::new(memory).ok_or(Errno::ENOMEM)?;
    // SAFETY: fresh memory of the right layout; it lives until `retire`.
    let file: &'static FILE = unsafe {
        memory.write(FILE::new(stream));
        memory.as_ref()
    };
    OPEN.lock().link(file);
    Ok(file)
}

/// Frees a stream that has been closed; the caller uses it no more. The standard streams stay.
pub(super) fn remove(file: &'static FILE) {
    if standard::ALL.iter().any(|standard| core::ptr::eq(*standard, file)) {
        return;
    }
    let mut list = OPEN.lock();
    file.links.closed.set(true);
    list.retire(NonNull::from(file));
}

fn each(mut visit: impl FnMut(&FILE)) {
    standard::ALL.into_iter().for_each(&mut visit);
    let mut current = {
        let list = OPEN.lock();
        list.pin_from(list.first)
    };
    while let Some(file) = current {
        // SAFETY: a pinned stream is not freed.
        let reference = unsafe { file.as_ref() };
        visit(reference);
        let mut list = OPEN.lock();
        current = list.pin_from(reference.links.next.get());
        reference.links.pins.set(reference.links.pins.get() - 1);
        list.retire(file);
    }
}

/// `fflush(NULL)`.
pub fn flush_all() -> Result<(), Errno> {
    let mut outcome = Ok(());
    each(|file| {
        let flushed = file.lock().flush();
        if outcome.is_ok() {
            outcome = flushed;
        }
    });
    outcome
}

/// Sends what is pending on line-buffered streams.
pub fn flush_line_buffered() {
    each(|file| {
        let mut stream = file.lock();
        if stream.is_line_buffered() {
            // The failure shows in the stream's error indicator.
            let _ = stream.flush_output();
        }
    });
}

/// What `exit` does. A stream that another thread is using is left alone: that thread may be waiting for input
/// that never comes.
fn flush_for_exit() {
    each(|file| {
        if let Some(mut stream) = file.try_lock() {
            // There is nobody left to tell about failures.
            let _ = stream.flush();
        }
    });
}

/// What `fork` does: the list is not changed while the process is copied, and in the child no stream is locked by a
/// thread that is not there.
fn around_fork(copy: &mut dyn FnMut()) {
    let list = OPEN.lock();
    let old = thread::tcb().id.get();
    copy();
    let new = thread::tcb().id.get();
    if old == new {
        return;
    }
    standard::ALL.into_iter().for_each(|file| file.recursive_lock().after_fork(old, new));
    let mut place = list.first;
    // SAFETY: streams in the list are alive.
    while let Some(file) = unsafe { place.as_ref() } {
        file.recursive_lock().after_fork(old, new);
        place = file.links.next.get();
    }
}

/// Has `exit` flush the streams, and `fork` hold them. Called when a stream gets a buffer, so that programs without any do not contain
/// this module.
pub(super) fn flush_at_exit() {
    static REGISTERED: AtomicBool = AtomicBool::new(false);
    if !REGISTERED.swap(true, Ordering::Relaxed) {
        start::register_flush(flush_for_exit);
        process::register_streams(around_fork);
    }
}
