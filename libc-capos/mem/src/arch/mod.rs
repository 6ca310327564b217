//! The algorithms, instantiated per vector.
//!
//! Each file names its vector and the target feature that goes with it; the list of functions is here.

/// Defines every routine over vector `$v`, with attributes `$attr`.
macro_rules! routines {
    ($v:ty, $(#[$attr:meta])*) => {
        use crate::generic::find::{Byte, ByteOrNul, Nul, first};
        use crate::generic::pair::{Outcome, Pair};
        use crate::generic::string_compare::{Exact, IgnoreCase, order};
        use crate::generic::{compare, copy, fill, pair, rfind};
        use crate::vector::Vector;

        routines!(@define $v, [$(#[$attr])*]
            /// Offset of `byte` in the first `n` bytes.
            fn memchr(s: *const u8, byte: u8, n: usize) -> Option<usize> {
                first::<$v, _, true>(s, n, Byte(<$v>::splat(byte)))
            }
            /// Offset of a byte that is known to come.
            fn rawmemchr(s: *const u8, byte: u8) -> usize {
                first::<$v, _, false>(s, 0, Byte(<$v>::splat(byte))).unwrap_unchecked()
            }
            /// Offset of the terminator.
            fn strlen(s: *const u8) -> usize {
                first::<$v, _, false>(s, 0, Nul).unwrap_unchecked()
            }
            /// Offset of the terminator, or `n`.
            fn strnlen(s: *const u8, n: usize) -> usize {
                first::<$v, _, true>(s, n, Nul).unwrap_or(n)
            }
            /// Offset of `byte` or the terminator.
            fn strchrnul(s: *const u8, byte: u8) -> usize {
                first::<$v, _, false>(s, 0, ByteOrNul(<$v>::splat(byte))).unwrap_unchecked()
            }
            /// Offset of the last `byte` in `n` bytes.
            fn memrchr(s: *const u8, byte: u8, n: usize) -> Option<usize> {
                rfind::last::<$v>(s, byte, n)
            }
            /// Offset of the last `byte`, which is not zero, in a string.
            fn strrchr(s: *const u8, byte: u8) -> Option<usize> {
                rfind::last_in_string::<$v>(s, byte)
            }
            /// Offset of the first difference of `n >= BYTES` bytes.
            fn mismatch(a: *const u8, b: *const u8, n: usize) -> Option<usize> {
                compare::mismatch::<$v>(a, b, n)
            }
            fn strcmp(a: *const u8, b: *const u8) -> i32 {
                order::<$v, Exact, false>(a, b, 0)
            }
            fn strncmp(a: *const u8, b: *const u8, n: usize) -> i32 {
                order::<$v, Exact, true>(a, b, n)
            }
            fn strcasecmp(a: *const u8, b: *const u8) -> i32 {
                order::<$v, IgnoreCase, false>(a, b, 0)
            }
            fn strncasecmp(a: *const u8, b: *const u8, n: usize) -> i32 {
                order::<$v, IgnoreCase, true>(a, b, n)
            }
            /// Copies `n >= 4 * BYTES` bytes, overlapping or not.
            fn copy_long(dst: *mut u8, src: *const u8, n: usize) -> () {
                copy::long::<$v>(dst, src, n)
            }
            /// Fills `n >= 4 * BYTES` bytes.
            fn fill_long(dst: *mut u8, byte: u8, n: usize) -> () {
                fill::long::<$v>(dst, byte, n)
            }
            /// Substring search for `n - m + 1 >= BYTES`.
            fn search(hay: *const u8, n: usize, needle: *const u8, m: usize, by: Pair) -> Outcome {
                pair::search::<$v>(hay, n, needle, m, by, crate::api::equal)
            }
        );
    };
    (@define $v:ty, $attrs:tt $($(#[$doc:meta])* fn $name:ident($($arg:ident: $ty:ty),*) -> $ret:ty $body:block)*) => {
        $(routines!(@one $v, $attrs $(#[$doc])* $name($($arg: $ty),*) -> $ret $body);)*
    };
    (@one $v:ty, [$(#[$attr:meta])*] $(#[$doc:meta])* $name:ident($($arg:ident: $ty:ty),*) -> $ret:ty $body:block) => {
        $(#[$doc])*
        ///
        /// # Safety
        /// The processor has this module's instructions, and the pointers are valid as the C function demands.
        $(#[$attr])*
        pub unsafe fn $name($($arg: $ty),*) -> $ret {
            // SAFETY: the caller's promise, passed on. An unbounded search always returns `Some`.
            unsafe { $body }
        }
    };
}

#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
pub mod avx2;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
pub mod sse2;
pub mod word;

#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
pub use sse2 as base;
#[cfg(not(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar"))))]
pub use word as base;
