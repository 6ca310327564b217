//! The register of [`super::Avx512`] as lanes of four bytes, for `wchar_t`.

use super::as_bytes::as_bytes;
use super::{Avx2Wide, Avx512, Vector};
use core::arch::x86_64::*;

/// 16 wide characters. A mask has one bit for each.
#[derive(Clone, Copy)]
pub struct Avx512Wide(Avx512);

impl Vector for Avx512Wide {
    type Element = i32;
    type Half = Avx2Wide;
    type Long = Avx2Wide;
    const BYTES: usize = Avx512::BYTES;
    const UNIT: usize = size_of::<i32>();
    const FULL: u64 = u16::MAX as u64;
    const STARTS: u64 = Self::FULL;

    as_bytes!(Avx512);

    #[inline(always)]
    unsafe fn splat(element: i32) -> Self {
        // SAFETY: the caller's promise: AVX-512.
        Self(Avx512(unsafe { _mm512_set1_epi32(element) }))
    }

    #[inline(always)]
    fn eq(self, other: Self) -> Self {
        // SAFETY: `self` proves AVX-512.
        Self(Avx512(unsafe { _mm512_maskz_set1_epi32(_mm512_cmpeq_epi32_mask(self.0.0, other.0.0), -1) }))
    }

    #[inline(always)]
    fn zero_if_either(self, other: Self) -> Self {
        // SAFETY: `self` proves AVX-512.
        Self(Avx512(unsafe { _mm512_min_epu32(self.0.0, other.0.0) }))
    }

    #[inline(always)]
    fn mask(self) -> u64 {
        // SAFETY: `self` proves AVX-512.
        u64::from(unsafe { _mm512_cmplt_epi32_mask(self.0.0, _mm512_setzero_si512()) })
    }

    #[inline(always)]
    fn zeros(self) -> u64 {
        // SAFETY: `self` proves AVX-512.
        u64::from(unsafe { _mm512_testn_epi32_mask(self.0.0, self.0.0) })
    }

    #[inline(always)]
    fn same(self, other: Self) -> u64 {
        // SAFETY: `self` proves AVX-512.
        u64::from(unsafe { _mm512_cmpeq_epi32_mask(self.0.0, other.0.0) })
    }

    #[inline(always)]
    fn ends(self, difference: Self) -> u64 {
        // SAFETY: `self` proves AVX-512.
        unsafe {
            let go_on = _mm512_test_epi32_mask(self.0.0, self.0.0);
            u64::from(!_mm512_mask_testn_epi32_mask(go_on, difference.0.0, difference.0.0))
        }
    }
}
