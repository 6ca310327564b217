//! The register of [`super::Sse2`] as lanes of four bytes, for `wchar_t`.

use super::as_bytes::as_bytes;
use super::{Sse2, Vector};
use core::arch::x86_64::*;

/// 4 wide characters.
#[derive(Clone, Copy)]
pub struct Sse2Wide(Sse2);

impl Vector for Sse2Wide {
    type Element = i32;
    type Half = Self;
    type Long = Self;
    const BYTES: usize = Sse2::BYTES;
    const UNIT: usize = 1;
    const FULL: u64 = Sse2::FULL;
    const STARTS: u64 = Self::FULL / 15;

    as_bytes!(Sse2);

    #[inline(always)]
    unsafe fn splat(element: i32) -> Self {
        // SAFETY: SSE2 is part of the target.
        Self(Sse2(unsafe { _mm_set1_epi32(element) }))
    }

    #[inline(always)]
    fn eq(self, other: Self) -> Self {
        // SAFETY: SSE2 is part of the target.
        Self(Sse2(unsafe { _mm_cmpeq_epi32(self.0.0, other.0.0) }))
    }

    #[inline(always)]
    fn zero_if_either(self, other: Self) -> Self {
        // SAFETY: SSE2 is part of the target, which has no minimum for four bytes.
        unsafe {
            let zero = _mm_setzero_si128();
            let either = _mm_or_si128(_mm_cmpeq_epi32(self.0.0, zero), _mm_cmpeq_epi32(other.0.0, zero));
            Self(Sse2(_mm_xor_si128(either, _mm_set1_epi32(-1))))
        }
    }

    #[inline(always)]
    fn mask(self) -> u64 {
        self.0.mask()
    }
}
