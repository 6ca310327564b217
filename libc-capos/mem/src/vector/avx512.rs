//! Sixty-four bytes.

use super::{Avx2, Letters, Lookup, Vector};
use core::arch::x86_64::*;

/// A ZMM register. Whoever made one had AVX-512 (F, BW, VL), by the contract of [`Vector`]'s unsafe constructors.
///
/// Comparisons yield bits in a mask register. Those are widened to lanes only where the algorithms combine comparisons,
/// and the compiler mostly sees that it need not.
#[derive(Clone, Copy)]
pub struct Avx512(pub(super) __m512i);

impl Vector for Avx512 {
    type Element = u8;
    type Half = Avx2;
    type Long = Avx2;
    const BYTES: usize = 64;
    const UNIT: usize = 1;
    const FULL: u64 = u64::MAX;
    const STARTS: u64 = Self::FULL;

    #[inline(always)]
    unsafe fn load(p: *const u8) -> Self {
        // SAFETY: the caller's promise: AVX-512, aligned and readable.
        Self(unsafe { _mm512_load_si512(p.cast()) })
    }

    #[inline(always)]
    unsafe fn load_unaligned(p: *const u8) -> Self {
        // SAFETY: the caller's promise: AVX-512, 64 readable bytes.
        Self(unsafe { _mm512_loadu_si512(p.cast()) })
    }

    #[inline(always)]
    unsafe fn store(self, p: *mut u8) {
        // SAFETY: `self` proves AVX-512; the caller's promise: aligned and writable.
        unsafe { _mm512_store_si512(p.cast(), self.0) }
    }

    #[inline(always)]
    unsafe fn store_unaligned(self, p: *mut u8) {
        // SAFETY: `self` proves AVX-512; the caller's promise: 64 writable bytes.
        unsafe { _mm512_storeu_si512(p.cast(), self.0) }
    }

    #[inline(always)]
    unsafe fn stream(self, p: *mut u8) {
        // SAFETY: `self` proves AVX-512; the caller's promise: aligned and writable; the caller fences.
        unsafe { _mm512_stream_si512(p.cast(), self.0) }
    }

    #[inline(always)]
    unsafe fn fence() {
        // SAFETY: SSE is part of the target.
        unsafe { _mm_sfence() }
    }

    #[inline(always)]
    unsafe fn splat(byte: u8) -> Self {
        // SAFETY: the caller's promise: AVX-512.
        Self(unsafe { _mm512_set1_epi8(byte.cast_signed()) })
    }

    #[inline(always)]
    fn eq(self, other: Self) -> Self {
        // SAFETY: `self` proves AVX-512.
        Self(unsafe { _mm512_movm_epi8(_mm512_cmpeq_epi8_mask(self.0, other.0)) })
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        // SAFETY: `self` proves AVX-512.
        Self(unsafe { _mm512_xor_si512(self.0, other.0) })
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        // SAFETY: `self` proves AVX-512.
        Self(unsafe { _mm512_and_si512(self.0, other.0) })
    }

    #[inline(always)]
    fn or(self, other: Self) -> Self {
        // SAFETY: `self` proves AVX-512.
        Self(unsafe { _mm512_or_si512(self.0, other.0) })
    }

    #[inline(always)]
    fn zero_if_either(self, other: Self) -> Self {
        // SAFETY: `self` proves AVX-512.
        Self(unsafe { _mm512_min_epu8(self.0, other.0) })
    }

    #[inline(always)]
    fn mask(self) -> u64 {
        // SAFETY: `self` proves AVX-512.
        unsafe { _mm512_movepi8_mask(self.0) }
    }

    #[inline(always)]
    fn zeros(self) -> u64 {
        // SAFETY: `self` proves AVX-512.
        unsafe { _mm512_testn_epi8_mask(self.0, self.0) }
    }

    #[inline(always)]
    fn same(self, other: Self) -> u64 {
        // SAFETY: `self` proves AVX-512.
        unsafe { _mm512_cmpeq_epi8_mask(self.0, other.0) }
    }

    #[inline(always)]
    fn ends(self, difference: Self) -> u64 {
        // SAFETY: `self` proves AVX-512.
        unsafe {
            let go_on = _mm512_test_epi8_mask(self.0, self.0);
            !_mm512_mask_testn_epi8_mask(go_on, difference.0, difference.0)
        }
    }
}

impl Letters for Avx512 {
    #[inline(always)]
    fn small_letters(self) -> Self {
        // SAFETY: `self` proves AVX-512.
        unsafe {
            let (a, z) =
                (_mm512_set1_epi8(b'a'.cast_signed()), _mm512_set1_epi8((b'z' - b'a').cast_signed()));
            Self(_mm512_movm_epi8(_mm512_cmple_epu8_mask(_mm512_sub_epi8(self.0, a), z)))
        }
    }

    #[inline(always)]
    fn difference_but_case(self, other: Self) -> Self {
        // SAFETY: `self` proves AVX-512.
        unsafe {
            let (case, a) = (_mm512_set1_epi8(0x20), _mm512_set1_epi8(b'a'.cast_signed()));
            let differ = _mm512_xor_si512(self.0, other.0);
            let from_a = _mm512_sub_epi8(_mm512_or_si512(self.0, case), a);
            let letters = _mm512_cmplt_epu8_mask(from_a, _mm512_set1_epi8(26));
            let same = _mm512_mask_cmpeq_epi8_mask(letters, differ, case);
            Self(_mm512_maskz_mov_epi8(!same, differ))
        }
    }
}

impl Lookup for Avx512 {
    #[inline(always)]
    unsafe fn table(entries: &[u8; 16]) -> Self {
        // SAFETY: the caller's promise: AVX-512; sixteen bytes are there.
        Self(unsafe { _mm512_broadcast_i32x4(_mm_loadu_si128(entries.as_ptr().cast())) })
    }

    #[inline(always)]
    fn look_up(self, table: Self) -> Self {
        // SAFETY: `self` proves AVX-512.
        Self(unsafe { _mm512_shuffle_epi8(table.0, self.0) })
    }

    #[inline(always)]
    fn upper_nibbles(self) -> Self {
        // SAFETY: `self` proves AVX-512.
        unsafe { Self(_mm512_and_si512(_mm512_srli_epi16::<4>(self.0), _mm512_set1_epi8(0x0f))) }
    }
}
