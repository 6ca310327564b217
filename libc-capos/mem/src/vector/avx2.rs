//! Thirty-two bytes.

use super::Vector;
use core::arch::x86_64::*;

/// A YMM register. Whoever made one had AVX2, by the contract of [`Vector`]'s unsafe constructors.
#[derive(Clone, Copy)]
pub struct Avx2(__m256i);

impl Vector for Avx2 {
    const BYTES: usize = 32;
    const FULL: u32 = u32::MAX;

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
    fn to_lower(self) -> Self {
        // SAFETY: `self` proves AVX2.
        unsafe {
            // `byte - 'A' <= 25` unsigned is `min(byte - 'A', 25) == byte - 'A'`.
            let from_a = _mm256_sub_epi8(self.0, _mm256_set1_epi8(b'A'.cast_signed()));
            let capital = _mm256_cmpeq_epi8(_mm256_min_epu8(from_a, _mm256_set1_epi8(25)), from_a);
            Self(_mm256_or_si256(self.0, _mm256_and_si256(capital, _mm256_set1_epi8(0x20))))
        }
    }

    #[inline(always)]
    fn mask(self) -> u32 {
        // SAFETY: `self` proves AVX2.
        unsafe { _mm256_movemask_epi8(self.0) }.cast_unsigned()
    }
}
