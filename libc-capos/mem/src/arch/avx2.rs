//! Over 32-byte vectors.

use crate::generic::find::Set;
use crate::vector::{Avx2, Avx2Wide, Lookup, Sse2};

routines!(Avx2, Sse2, #[target_feature(enable = "avx2")]);
wide_routines!(Avx2Wide, #[target_feature(enable = "avx2")]);

/// A set of bytes in the form that [`Set`] wants.
pub struct ByteSet {
    pub tables: [[u8; 16]; 2],
}

define!([#[target_feature(enable = "avx2")]]
    /// The length of the prefix free of the members of `set`, which has zero as a member.
    fn span_until(s: *const u8, set: &ByteSet) -> usize {
        first::<Avx2, _, false>(s, 0, key::<true>(set)).unwrap_unchecked()
    }
    /// The length of the prefix made of members of `set`, which does not have zero as a member.
    fn span_while(s: *const u8, set: &ByteSet) -> usize {
        first::<Avx2, _, false>(s, 0, key::<false>(set)).unwrap_unchecked()
    }
);

/// # Safety
/// The processor has AVX2.
#[inline(always)]
unsafe fn key<const MEMBERS: bool>(set: &ByteSet) -> Set<Avx2, MEMBERS> {
    const BITS: [u8; 16] = [1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128];
    // SAFETY: the caller's promise.
    unsafe {
        Set {
            tables: [Avx2::table(&set.tables[0]), Avx2::table(&set.tables[1])],
            bits: Avx2::table(&BITS),
            high: Avx2::splat(0x80),
        }
    }
}
