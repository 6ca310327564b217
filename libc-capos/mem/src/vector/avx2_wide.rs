//! The register of [`super::Avx2`] as lanes of four bytes, for `wchar_t`.

use super::as_bytes::as_bytes;
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

    as_bytes!(Avx2);

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
    fn zero_if_either(self, other: Self) -> Self {
        // SAFETY: `self` proves AVX2.
        Self(Avx2(unsafe { _mm256_min_epu32(self.0.0, other.0.0) }))
    }

    #[inline(always)]
    fn mask(self) -> u64 {
        self.0.mask()
    }
}
