//! Sixteen bytes: what every x86-64 processor has.

use super::{Letters, Vector};
use core::arch::x86_64::*;

/// An XMM register.
#[derive(Clone, Copy)]
pub struct Sse2(pub(super) __m128i);

impl Vector for Sse2 {
    type Element = u8;
    type Half = Self;
    type Long = Self;
    const BYTES: usize = 16;
    const UNIT: usize = 1;
    const FULL: u64 = 0xffff;
    const STARTS: u64 = Self::FULL;

    #[inline(always)]
    unsafe fn load(p: *const u8) -> Self {
        // SAFETY: the caller's promise: aligned and readable.
        Self(unsafe { _mm_load_si128(p.cast()) })
    }

    #[inline(always)]
    unsafe fn load_unaligned(p: *const u8) -> Self {
        // SAFETY: the caller's promise: 16 readable bytes.
        Self(unsafe { _mm_loadu_si128(p.cast()) })
    }

    #[inline(always)]
    unsafe fn store(self, p: *mut u8) {
        // SAFETY: the caller's promise: aligned and writable.
        unsafe { _mm_store_si128(p.cast(), self.0) }
    }

    #[inline(always)]
    unsafe fn store_unaligned(self, p: *mut u8) {
        // SAFETY: the caller's promise: 16 writable bytes.
        unsafe { _mm_storeu_si128(p.cast(), self.0) }
    }

    #[inline(always)]
    unsafe fn stream(self, p: *mut u8) {
        // SAFETY: the caller's promise: aligned and writable; the caller fences.
        unsafe { _mm_stream_si128(p.cast(), self.0) }
    }

    #[inline(always)]
    unsafe fn fence() {
        // SAFETY: SSE is part of the target.
        unsafe { _mm_sfence() }
    }

    #[inline(always)]
    unsafe fn splat(byte: u8) -> Self {
        // SAFETY: SSE2 is part of the target.
        Self(unsafe { _mm_set1_epi8(byte.cast_signed()) })
    }

    #[inline(always)]
    fn eq(self, other: Self) -> Self {
        // SAFETY: SSE2 is part of the target.
        Self(unsafe { _mm_cmpeq_epi8(self.0, other.0) })
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        // SAFETY: SSE2 is part of the target.
        Self(unsafe { _mm_xor_si128(self.0, other.0) })
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        // SAFETY: SSE2 is part of the target.
        Self(unsafe { _mm_and_si128(self.0, other.0) })
    }

    #[inline(always)]
    fn or(self, other: Self) -> Self {
        // SAFETY: SSE2 is part of the target.
        Self(unsafe { _mm_or_si128(self.0, other.0) })
    }

    #[inline(always)]
    fn zero_if_either(self, other: Self) -> Self {
        // SAFETY: SSE2 is part of the target.
        Self(unsafe { _mm_min_epu8(self.0, other.0) })
    }

    #[inline(always)]
    fn mask(self) -> u64 {
        // SAFETY: SSE2 is part of the target.
        u64::from(unsafe { _mm_movemask_epi8(self.0) }.cast_unsigned())
    }
}

impl Letters for Sse2 {
    #[inline(always)]
    fn small_letters(self) -> Self {
        // SAFETY: SSE2 is part of the target.
        unsafe {
            // Moved so that `z` is the largest signed byte, the letters are the 26 largest.
            let moved = _mm_add_epi8(self.0, _mm_set1_epi8(i8::MAX - b'z'.cast_signed()));
            Self(_mm_cmpgt_epi8(moved, _mm_set1_epi8(i8::MAX - 26)))
        }
    }
}
