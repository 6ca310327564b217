//! The register of [`super::Avx2`] as lanes of four bytes, for `wchar_t`.

use super::{Avx2, Sse2Wide, Vector};
use core::arch::x86_64::*;

/// 8 wide characters.
#[derive(Clone, Copy)]
pub struct Avx2Wide(Avx2);

impl Vector for Avx2Wide {
    type Element = i32;
    type Half = Sse2Wide;
    type Long = Self;
    const BYTES: usize = Avx2::BYTES;
    const UNIT: usize = 1;
    const FULL: u64 = Avx2::FULL;
    const STARTS: u64 = Self::FULL / 15;

    #[inline(always)]
    unsafe fn load(p: *const u8) -> Self {
        // SAFETY: the caller's promise.
        Self(unsafe { Avx2::load(p) })
    }

    #[inline(always)]
    unsafe fn load_unaligned(p: *const u8) -> Self {
        // SAFETY: the caller's promise.
        Self(unsafe { Avx2::load_unaligned(p) })
    }

    #[inline(always)]
    unsafe fn store(self, p: *mut u8) {
        // SAFETY: the caller's promise.
        unsafe { self.0.store(p) }
    }

    #[inline(always)]
    unsafe fn store_unaligned(self, p: *mut u8) {
        // SAFETY: the caller's promise.
        unsafe { self.0.store_unaligned(p) }
    }

    #[inline(always)]
    unsafe fn stream(self, p: *mut u8) {
        // SAFETY: the caller's promise.
        unsafe { self.0.stream(p) }
    }

    #[inline(always)]
    unsafe fn fence() {
        // SAFETY: the caller's promise.
        unsafe { Avx2::fence() }
    }

    #[inline(always)]
    unsafe fn splat(element: i32) -> Self {
        // SAFETY: the caller's promise: AVX2.
        Self(Avx2(unsafe { _mm256_set1_epi32(element) }))
    }

    #[inline(always)]
    fn eq(self, other: Self) -> Self {
        // SAFETY: `self` proves AVX2.
        Self(Avx2(unsafe { _mm256_cmpeq_epi32(self.0.0, other.0.0) }))
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        Self(self.0.xor(other.0))
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        Self(self.0.and(other.0))
    }

    #[inline(always)]
    fn or(self, other: Self) -> Self {
        Self(self.0.or(other.0))
    }

    #[inline(always)]
    fn zero_if_either(self, other: Self) -> Self {
        // SAFETY: `self` proves AVX2.
        Self(Avx2(unsafe { _mm256_min_epu32(self.0.0, other.0.0) }))
    }

    #[inline(always)]
    fn mask(self) -> u64 {
        self.0.mask()
    }
}
