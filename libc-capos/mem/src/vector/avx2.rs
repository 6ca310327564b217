//! Thirty-two bytes.

use super::{Letters, Lookup, Sse2, Vector};
use core::arch::x86_64::*;

/// A YMM register. Whoever made one had AVX2, by the contract of [`Vector`]'s unsafe constructors.
#[derive(Clone, Copy)]
pub struct Avx2(pub(super) __m256i);

impl Vector for Avx2 {
    type Element = u8;
    type Half = Sse2;
    type Long = Self;
    const BYTES: usize = 32;
    const UNIT: usize = 1;
    const FULL: u64 = u32::MAX as u64;
    const STARTS: u64 = Self::FULL;

    #[inline(always)]
    unsafe fn load(p: *const u8) -> Self {
        // SAFETY: the caller's promise: AVX2, aligned and readable.
        Self(unsafe { _mm256_load_si256(p.cast()) })
    }

    #[inline(always)]
    unsafe fn load_unaligned(p: *const u8) -> Self {
        // SAFETY: the caller's promise: AVX2, 32 readable bytes.
        Self(unsafe { _mm256_loadu_si256(p.cast()) })
    }

    #[inline(always)]
    unsafe fn store(self, p: *mut u8) {
        // SAFETY: `self` proves AVX2; the caller's promise: aligned and writable.
        unsafe { _mm256_store_si256(p.cast(), self.0) }
    }

    #[inline(always)]
    unsafe fn store_unaligned(self, p: *mut u8) {
        // SAFETY: `self` proves AVX2; the caller's promise: 32 writable bytes.
        unsafe { _mm256_storeu_si256(p.cast(), self.0) }
    }

    #[inline(always)]
    unsafe fn stream(self, p: *mut u8) {
        // SAFETY: `self` proves AVX2; the caller's promise: aligned and writable; the caller fences.
        unsafe { _mm256_stream_si256(p.cast(), self.0) }
    }

    #[inline(always)]
    unsafe fn fence() {
        // SAFETY: SSE is part of the target.
        unsafe { _mm_sfence() }
    }

    #[inline(always)]
    unsafe fn splat(byte: u8) -> Self {
        // SAFETY: the caller's promise: AVX2.
        Self(unsafe { _mm256_set1_epi8(byte.cast_signed()) })
    }

    #[inline(always)]
    fn eq(self, other: Self) -> Self {
        // SAFETY: `self` proves AVX2.
        Self(unsafe { _mm256_cmpeq_epi8(self.0, other.0) })
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        // SAFETY: `self` proves AVX2.
        Self(unsafe { _mm256_xor_si256(self.0, other.0) })
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        // SAFETY: `self` proves AVX2.
        Self(unsafe { _mm256_and_si256(self.0, other.0) })
    }

    #[inline(always)]
    fn or(self, other: Self) -> Self {
        // SAFETY: `self` proves AVX2.
        Self(unsafe { _mm256_or_si256(self.0, other.0) })
    }

    #[inline(always)]
    fn zero_if_either(self, other: Self) -> Self {
        // SAFETY: `self` proves AVX2.
        Self(unsafe { _mm256_min_epu8(self.0, other.0) })
    }

    #[inline(always)]
    fn mask(self) -> u64 {
        // SAFETY: `self` proves AVX2.
        u64::from(unsafe { _mm256_movemask_epi8(self.0) }.cast_unsigned())
    }
}

impl Letters for Avx2 {
    #[inline(always)]
    fn small_letters(self) -> Self {
        // SAFETY: `self` proves AVX2.
        unsafe {
            // Moved so that `z` is the largest signed byte, the letters are the 26 largest.
            let moved = _mm256_add_epi8(self.0, _mm256_set1_epi8(i8::MAX - b'z'.cast_signed()));
            Self(_mm256_cmpgt_epi8(moved, _mm256_set1_epi8(i8::MAX - 26)))
        }
    }
}

impl Lookup for Avx2 {
    #[inline(always)]
    unsafe fn table(entries: &[u8; 16]) -> Self {
        // SAFETY: the caller's promise: AVX2; sixteen bytes are there.
        Self(unsafe { _mm256_broadcastsi128_si256(_mm_loadu_si128(entries.as_ptr().cast())) })
    }

    #[inline(always)]
    fn look_up(self, table: Self) -> Self {
        // SAFETY: `self` proves AVX2.
        Self(unsafe { _mm256_shuffle_epi8(table.0, self.0) })
    }

    #[inline(always)]
    fn upper_nibbles(self) -> Self {
        // SAFETY: `self` proves AVX2.
        unsafe { Self(_mm256_and_si256(_mm256_srli_epi16(self.0, 4), _mm256_set1_epi8(0x0f))) }
    }
}
