//! The process's heap, and what threads and `fork` do with it.

use super::system::Platform;
use crate::thread;
use capos_libc_malloc::{Allocator, Statistics, ThreadCache};

/// The heap.
pub static HEAP: Allocator<Platform> = Allocator::new();

/// Where the calling thread keeps its cache.
#[inline(always)]
pub(super) fn cache() -> *mut *mut ThreadCache {
    thread::tcb().heap_cache.as_ptr().cast()
}

/// Gives up the calling thread's cache. The thread may go on allocating, and then has to call this again.
pub fn thread_ends() {
    // SAFETY: the cache is the calling thread's.
    unsafe { HEAP.detach(cache()) }
}

/// What the heap consists of.
pub fn statistics() -> Statistics {
    // SAFETY: the cache is the calling thread's.
    unsafe { HEAP.statistics(cache()) }
}

/// Gives free memory back to the system; whether there was any.
pub fn trim() -> bool {
    // SAFETY: the cache is the calling thread's.
    unsafe { HEAP.trim(cache()) }
}

/// Before `fork`.
pub fn before_fork() {
    HEAP.before_fork();
}

/// After `fork`, in the parent and in the child.
///
/// # Safety
/// The calling thread, or the one it is a copy of, called [`before_fork`].
pub unsafe fn after_fork() {
    // SAFETY: the caller's promise.
    unsafe { HEAP.after_fork() }
}
