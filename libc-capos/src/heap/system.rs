//! The platform as the allocator needs it.

use crate::platform::{Entropy, Fs, Memory, MemoryProtection, Sharing, Sys, Threads};
use crate::start;
use crate::thread::{self, cancellation};
use capos_libc_malloc::System;
use core::ptr::NonNull;
use core::sync::atomic::AtomicU32;

/// The allocator's view of [`Sys`].
pub struct Platform;

const STDERR: i32 = 2;

// SAFETY: `Memory` promises what `System` asks for: mappings of our own, zero-filled.
unsafe impl System for Platform {
    fn reserve(length: usize) -> Option<NonNull<u8>> {
        Sys::map(length, MemoryProtection::None).ok()
    }

    unsafe fn commit(start: NonNull<u8>, length: usize) -> bool {
        // SAFETY: the caller owns the pages, and nothing forbids more access.
        unsafe { Sys::protect(start, length, MemoryProtection::ReadWrite) }.is_ok()
    }

    unsafe fn protect(start: NonNull<u8>, length: usize) {
        // SAFETY: nobody uses the pages. Where it fails they stay accessible, which is harmless.
        let _ = unsafe { Sys::protect(start, length, MemoryProtection::None) };
    }

    unsafe fn discard(start: NonNull<u8>, length: usize) -> bool {
        // SAFETY: nobody uses the pages.
        unsafe { Sys::discard(start, length) }.is_ok()
    }

    unsafe fn release(start: NonNull<u8>, length: usize) {
        // SAFETY: nobody uses the pages. Where it fails the address space stays reserved, which is harmless.
        let _ = unsafe { Sys::unmap(start, length) };
    }

    unsafe fn relocate(from: NonNull<u8>, length: usize, to: NonNull<u8>) -> bool {
        // SAFETY: both ranges are the allocator's.
        unsafe { Sys::relocate(from, length, to) }.is_ok()
    }

    fn random() -> u64 {
        let mut bytes = [0; 8];
        match Sys::getrandom(&mut bytes, 0) {
            Ok(8) => u64::from_ne_bytes(bytes),
            // Without a source of entropy the layout of the address space is what is left.
            _ => (&raw const bytes).addr() as u64 ^ (start::arguments().1.addr() as u64).rotate_left(32),
        }
    }

    #[inline(always)]
    fn is_alone() -> bool {
        thread::is_alone()
    }

    fn wait(word: &AtomicU32, expected: u32) {
        // Waking early, for whatever reason, is allowed.
        let _ = cancellation::outside(|| Sys::park(word, expected, Sharing::Private, None));
    }

    fn wake(word: &AtomicU32) {
        Sys::unpark(word, 1, Sharing::Private);
    }

    fn die(message: &'static str) -> ! {
        // Straight to the descriptor: streams allocate, and the heap is broken.
        for part in [message.as_bytes(), b"\n"] {
            let _ = Sys::write(STDERR, part);
        }
        start::abort()
    }
}
