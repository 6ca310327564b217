//! Runs of ASCII between bytes and wide characters, sixteen at a time.

use crate::generic::to_page_end;
use core::arch::x86_64::*;

/// Characters in one step.
const STEP: usize = 16;

/// Widens ASCII characters other than NUL as long as whole steps can be read, at least four in the last one; how many,
/// at most `limit`. With `dst` null they are only counted.
///
/// # Safety
/// `src` is readable for `limit` bytes or through its first NUL; `dst` is null or has room for `limit` characters.
pub unsafe fn widen_ascii(dst: *mut i32, src: *const u8, limit: usize) -> usize {
    let mut done = 0;
    while limit - done >= STEP && to_page_end(src.wrapping_add(done)) >= STEP {
        // SAFETY: the load begins with a byte that no NUL precedes and ends on its page; stores end within `limit`.
        unsafe {
            let zero = _mm_setzero_si128();
            let bytes = _mm_loadu_si128(src.wrapping_add(done).cast());
            let others = _mm_movemask_epi8(bytes) | _mm_movemask_epi8(_mm_cmpeq_epi8(bytes, zero));
            let to: *mut __m128i = dst.wrapping_add(done).cast();
            let (low, high) = (_mm_unpacklo_epi8(bytes, zero), _mm_unpackhi_epi8(bytes, zero));
            if others == 0 {
                if !dst.is_null() {
                    _mm_storeu_si128(to, _mm_unpacklo_epi16(low, zero));
                    _mm_storeu_si128(to.wrapping_add(1), _mm_unpackhi_epi16(low, zero));
                    _mm_storeu_si128(to.wrapping_add(2), _mm_unpacklo_epi16(high, zero));
                    _mm_storeu_si128(to.wrapping_add(3), _mm_unpackhi_epi16(high, zero));
                }
                done += STEP;
                continue;
            }
            let some = others.trailing_zeros() as usize;
            if some < 4 {
                break;
            }
            if !dst.is_null() {
                _mm_storeu_si128(to, _mm_unpacklo_epi16(low, zero));
                if some >= 8 {
                    _mm_storeu_si128(to.wrapping_add(1), _mm_unpackhi_epi16(low, zero));
                }
                if some >= 12 {
                    _mm_storeu_si128(to.wrapping_add(2), _mm_unpacklo_epi16(high, zero));
                }
                // The last four, of which some may have been stored.
                let last = done + some - 4;
                let bytes = _mm_cvtsi32_si128(src.wrapping_add(last).cast::<i32>().read_unaligned());
                let wides = _mm_unpacklo_epi16(_mm_unpacklo_epi8(bytes, zero), zero);
                _mm_storeu_si128(dst.wrapping_add(last).cast(), wides);
            }
            return done + some;
        }
    }
    done
}

/// The other way round, in whole steps.
///
/// # Safety
/// `src` is readable for `limit` characters or through its first NUL; `dst` is null or has room for `limit` bytes.
pub unsafe fn narrow_ascii(dst: *mut u8, src: *const i32, limit: usize) -> usize {
    let mut done = 0;
    while limit - done >= STEP && to_page_end(src.wrapping_add(done).cast()) >= 4 * STEP {
        // SAFETY: the loads begin with a character that no NUL precedes and end on its page; stores end within `limit`.
        unsafe {
            let from: *const __m128i = src.wrapping_add(done).cast();
            let (a, b) = (_mm_loadu_si128(from), _mm_loadu_si128(from.wrapping_add(1)));
            let (c, d) = (_mm_loadu_si128(from.wrapping_add(2)), _mm_loadu_si128(from.wrapping_add(3)));
            let above = _mm_set1_epi32(!0x7f);
            let zero = _mm_setzero_si128();
            let any = _mm_and_si128(_mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d)), above);
            let is_ascii = _mm_movemask_epi8(_mm_cmpeq_epi32(any, zero)) == 0xffff;
            // Packing saturates, which changes no ASCII character.
            let bytes = _mm_packus_epi16(_mm_packs_epi32(a, b), _mm_packs_epi32(c, d));
            if !is_ascii || _mm_movemask_epi8(_mm_cmpeq_epi8(bytes, zero)) != 0 {
                break;
            }
            if !dst.is_null() {
                _mm_storeu_si128(dst.wrapping_add(done).cast(), bytes);
            }
        }
        done += STEP;
    }
    done
}
