//! The allocator on the host: `System` over `mmap`, and a heap per test.
#![allow(dead_code, reason = "each test file uses its own part")]

use capos_libc_malloc::{Allocator, System, ThreadCache};
use std::cell::Cell;
use std::ptr::{NonNull, null_mut};
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

pub struct Host;

/// Bytes given back by `discard` and `release`.
pub static RETURNED: AtomicUsize = AtomicUsize::new(0);

fn map(at: *mut u8, length: usize, protection: i32, flags: i32) -> Option<NonNull<u8>> {
    let flags = flags | libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
    // SAFETY: a new mapping, or over one of our own.
    let p = unsafe { libc::mmap(at.cast(), length, protection, flags, -1, 0) };
    (p != libc::MAP_FAILED).then(|| NonNull::new(p.cast()).unwrap())
}

// SAFETY: anonymous mappings behave as the trait says.
unsafe impl System for Host {
    fn reserve(length: usize) -> Option<NonNull<u8>> {
        map(null_mut(), length, libc::PROT_NONE, 0)
    }

    unsafe fn commit(start: NonNull<u8>, length: usize) -> bool {
        // SAFETY: pages of our own.
        unsafe { libc::mprotect(start.as_ptr().cast(), length, libc::PROT_READ | libc::PROT_WRITE) == 0 }
    }

    unsafe fn protect(start: NonNull<u8>, length: usize) {
        // SAFETY: pages of our own.
        unsafe { libc::mprotect(start.as_ptr().cast(), length, libc::PROT_NONE) };
    }

    unsafe fn discard(start: NonNull<u8>, length: usize) -> bool {
        RETURNED.fetch_add(length, Ordering::Relaxed);
        // SAFETY: pages of our own.
        unsafe { libc::madvise(start.as_ptr().cast(), length, libc::MADV_DONTNEED) == 0 }
    }

    unsafe fn release(start: NonNull<u8>, length: usize) {
        RETURNED.fetch_add(length, Ordering::Relaxed);
        // SAFETY: pages of our own.
        unsafe { libc::munmap(start.as_ptr().cast(), length) };
    }

    unsafe fn relocate(from: NonNull<u8>, length: usize, to: NonNull<u8>) -> bool {
        let flags = libc::MREMAP_MAYMOVE | libc::MREMAP_FIXED;
        // SAFETY: pages of our own.
        let p = unsafe { libc::mremap(from.as_ptr().cast(), length, length, flags, to.as_ptr()) };
        p != libc::MAP_FAILED
    }

    fn random() -> u64 {
        use std::hash::{BuildHasher, Hasher};
        std::collections::hash_map::RandomState::new().build_hasher().finish()
    }

    fn wait(_: &AtomicU32, _: u32) {
        std::thread::yield_now();
    }

    fn wake(_: &AtomicU32) {}

    fn die(message: &'static str) -> ! {
        eprintln!("{message}");
        std::process::abort()
    }
}

pub static HEAP: Allocator<Host> = Allocator::new();

thread_local! {
    static CACHE: Cell<*mut ThreadCache> = const { Cell::new(null_mut()) };
}

pub fn cache() -> *mut *mut ThreadCache {
    CACHE.with(Cell::as_ptr)
}

pub fn malloc(size: usize) -> *mut u8 {
    // SAFETY: this thread's cache.
    unsafe { HEAP.allocate(cache(), size) }
}

pub fn calloc(size: usize) -> *mut u8 {
    // SAFETY: this thread's cache.
    unsafe { HEAP.allocate_zeroed(cache(), size) }
}

pub fn aligned(alignment: usize, size: usize) -> *mut u8 {
    // SAFETY: this thread's cache.
    unsafe { HEAP.allocate_aligned(cache(), alignment, size) }
}

pub fn realloc(p: *mut u8, size: usize) -> *mut u8 {
    // SAFETY: this thread's cache; the tests pass live blocks, or mean to be caught.
    unsafe { HEAP.reallocate(cache(), p, size) }
}

pub fn free(p: *mut u8) {
    // SAFETY: this thread's cache; the tests pass live blocks, or mean to be caught.
    unsafe { HEAP.free(cache(), p) }
}

pub fn usable(p: *mut u8) -> usize {
    // SAFETY: the tests pass live blocks.
    unsafe { HEAP.usable_size(p) }
}

pub fn thread_ends() {
    // SAFETY: this thread's cache.
    unsafe { HEAP.detach(cache()) }
}

/// The bytes that are looked at: all of a small block, some of a large one; those of a smaller size among them.
fn samples(size: usize) -> impl Iterator<Item = usize> {
    (0..size.min(4096)).chain((4096..size).step_by(511))
}

/// Writes a pattern that tells blocks apart.
pub fn stamp(p: *mut u8, size: usize, seed: u64) {
    for i in samples(size) {
        // SAFETY: inside the block.
        unsafe { *p.add(i) = (seed as usize + i) as u8 };
    }
}

pub fn verify(p: *mut u8, size: usize, seed: u64) {
    for i in samples(size) {
        // SAFETY: inside the block.
        assert_eq!(unsafe { *p.add(i) }, (seed as usize + i) as u8, "byte {i} of {size}");
    }
}

/// A repeatable generator (xorshift).
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() >> 11) as usize % n
    }

    /// Sizes as programs ask for them: mostly small, now and then large.
    pub fn size(&mut self) -> usize {
        match self.below(1000) {
            0 => self.below(6 << 20),
            1..=9 => self.below(300 << 10),
            10..=99 => self.below(20 << 10),
            _ => self.below(400),
        }
    }
}
