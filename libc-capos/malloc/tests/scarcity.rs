//! When the system has no more, what the allocator keeps for later is given back, and the request is tried again.

use capos_libc_malloc::{Allocator, System, ThreadCache};
use std::ptr::{NonNull, null_mut};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// Refuses memory while set; giving some back ends that.
static SCARCE: AtomicBool = AtomicBool::new(false);

struct Scarce;

// SAFETY: anonymous mappings behave as the trait says; refusing is allowed.
unsafe impl System for Scarce {
    fn reserve(length: usize) -> Option<NonNull<u8>> {
        if SCARCE.load(Ordering::Relaxed) {
            return None;
        }
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
        // SAFETY: a new mapping.
        let p = unsafe { libc::mmap(null_mut(), length, libc::PROT_NONE, flags, -1, 0) };
        NonNull::new(p.cast())
    }

    unsafe fn commit(start: NonNull<u8>, length: usize) -> bool {
        // SAFETY: pages of our own.
        !SCARCE.load(Ordering::Relaxed)
            && unsafe {
                libc::mprotect(start.as_ptr().cast(), length, libc::PROT_READ | libc::PROT_WRITE) == 0
            }
    }

    unsafe fn protect(start: NonNull<u8>, length: usize) {
        // SAFETY: pages of our own.
        unsafe { libc::mprotect(start.as_ptr().cast(), length, libc::PROT_NONE) };
    }

    unsafe fn discard(start: NonNull<u8>, length: usize) -> bool {
        SCARCE.store(false, Ordering::Relaxed);
        // SAFETY: pages of our own.
        unsafe { libc::madvise(start.as_ptr().cast(), length, libc::MADV_DONTNEED) == 0 }
    }

    unsafe fn release(start: NonNull<u8>, length: usize) {
        SCARCE.store(false, Ordering::Relaxed);
        // SAFETY: pages of our own.
        unsafe { libc::munmap(start.as_ptr().cast(), length) };
    }

    fn random() -> u64 {
        0x1234_5678_9abc_def1
    }

    fn is_alone() -> bool {
        // There is one test, and it starts no threads.
        true
    }

    fn wait(_: &AtomicU32, _: u32) {
        panic!("nobody else holds a lock");
    }

    fn wake(_: &AtomicU32) {}

    fn die(message: &'static str) -> ! {
        panic!("{message}")
    }
}

static HEAP: Allocator<Scarce> = Allocator::new();

#[test]
fn what_is_kept_is_given_back_first() {
    let mut own: *mut ThreadCache = null_mut();
    let cache = &raw mut own;
    let allocate = |size| {
        // SAFETY: the only thread's cache.
        unsafe { HEAP.allocate(cache, size) }
    };
    // SAFETY: the only thread's cache, and a block that is not used any more.
    let free = |block| unsafe { HEAP.free(cache, block) };

    // A freed mapping is kept, and is in the way of a larger one.
    free(allocate(3 << 20));
    SCARCE.store(true, Ordering::Relaxed);
    let larger = allocate(9 << 20);
    assert!(!larger.is_null());

    // The same for slices that are too few for what is asked for.
    let large: Vec<_> = (0..40).map(|_| allocate(1 << 20)).collect();
    let few = allocate(300 << 10);
    let _between = allocate(1 << 20);
    free(few);
    SCARCE.store(true, Ordering::Relaxed);
    let more: Vec<_> = (0..40).map(|_| allocate(1 << 20)).collect();
    assert!(more.iter().all(|block| !block.is_null()));

    // With nothing kept a request fails, and the heap stays as it was.
    large.iter().chain(&more).for_each(|&block| free(block));
    // SAFETY: the only thread's cache.
    unsafe { HEAP.trim(cache) };
    SCARCE.store(true, Ordering::Relaxed);
    assert!(allocate(20 << 20).is_null());
    SCARCE.store(false, Ordering::Relaxed);
    free(allocate(20 << 20));
    free(larger);
}
