//! What is instantiated.

/// Defines every routine over the vector of bytes `$v`, with attributes `$attr`. Results are null where C says so.
macro_rules! routines {
    ($v:ty, $($attr:tt)*) => {
        use crate::generic::find::{FewOrNul, NotFew, Nul, One, OneOrNul, first, short_span, splat_four};
        use crate::generic::pair::{Outcome, Pair, Verify};
        use crate::generic::string_compare::{Exact, IgnoreCase, order};
        use crate::generic::string_copy::copy_until;
        use crate::generic::head::{self, Head};
        use crate::generic::{compare, copy, fill, pair, rfind};
        use crate::vector::Vector;
        use core::ptr::null;

        define!([$($attr)*]
            /// `n` is not zero.
            fn memchr(s: *const u8, byte: u8, n: usize) -> *const u8 {
                first::<$v, _, true>(s, n, One(<$v>::splat(byte))).map_or(null(), |i| s.wrapping_add(i))
            }
            fn rawmemchr(s: *const u8, byte: u8) -> *const u8 {
                s.wrapping_add(first::<$v, _, false>(s, 0, One(<$v>::splat(byte))).unwrap_unchecked())
            }
            fn strlen(s: *const u8) -> usize {
                first::<$v, _, false>(s, 0, Nul).unwrap_unchecked()
            }
            /// `n` is not zero.
            fn strnlen(s: *const u8, n: usize) -> usize {
                first::<$v, _, true>(s, n, Nul).unwrap_or(n)
            }
            fn strchrnul(s: *const u8, byte: u8) -> *const u8 {
                s.wrapping_add(first::<$v, _, false>(s, 0, OneOrNul(<$v>::splat(byte))).unwrap_unchecked())
            }
            fn strchr(s: *const u8, byte: u8) -> *const u8 {
                let end = first::<$v, _, false>(s, 0, OneOrNul(<$v>::splat(byte))).unwrap_unchecked();
                let end = s.wrapping_add(end);
                if *end == byte { end } else { null() }
            }
            /// `n` is not zero.
            fn memrchr(s: *const u8, byte: u8, n: usize) -> *const u8 {
                rfind::last::<$v>(s, byte, n).map_or(null(), |i| s.wrapping_add(i))
            }
            /// `byte` is not zero.
            fn strrchr(s: *const u8, byte: u8) -> *const u8 {
                rfind::last_in_string::<$v>(s, byte).map_or(null(), |i| s.wrapping_add(i))
            }
            /// The length of the prefix free of the bytes of `set`, one to four, up to index `last`.
            fn span_free_of(s: *const u8, set: *const u8, last: usize) -> usize {
                first::<$v, _, false>(s, 0, FewOrNul(splat_four::<$v>(set, last))).unwrap_unchecked()
            }
            /// The same for the prefix made of those bytes, of which none is zero.
            fn span_made_of(s: *const u8, set: *const u8, last: usize) -> usize {
                first::<$v, _, false>(s, 0, NotFew(splat_four::<$v>(set, last))).unwrap_unchecked()
            }
            /// The length of the prefix of `s` free of members of the set, if `s` fits a vector.
            fn short_span_free_of(s: *const u8, set: *const u8) -> Option<usize> {
                short_span::<<$v as Vector>::Long, false>(s, set)
            }
            /// The same for the prefix made of members.
            fn short_span_made_of(s: *const u8, set: *const u8) -> Option<usize> {
                short_span::<<$v as Vector>::Long, true>(s, set)
            }
            /// `n` is at least 16.
            fn memcmp(a: *const u8, b: *const u8, n: usize) -> i32 {
                if <$v>::BYTES > 32 && n < 32 {
                    compare::order::<<<$v as Vector>::Long as Vector>::Half>(a, b, n)
                } else if n <= 2 * <$v>::BYTES {
                    compare::order::<<$v as Vector>::Half>(a, b, n)
                } else {
                    compare::order::<$v>(a, b, n)
                }
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
            /// `n` is at least 32.
            fn memmove(dst: *mut u8, src: *const u8, n: usize) -> *mut u8 {
                copy::from_one::<<$v as Vector>::Long>(dst, src, n);
                dst
            }
            /// `n` is at least 32.
            fn mempcpy(dst: *mut u8, src: *const u8, n: usize) -> *mut u8 {
                copy::from_one::<<$v as Vector>::Long>(dst, src, n);
                dst.wrapping_add(n)
            }
            /// `n` is at least 32.
            fn memset(dst: *mut u8, byte: u8, n: usize) -> *mut u8 {
                if <$v>::BYTES > 32 && n < <$v>::BYTES {
                    fill::from_one::<<$v as Vector>::Long>(dst, byte, n);
                } else {
                    fill::from_one::<$v>(dst, byte, n);
                }
                dst
            }
            fn strcpy(dst: *mut u8, src: *const u8) -> *mut u8 {
                copy_until::<$v, _, false>(dst, src, 0, Nul);
                dst
            }
            fn stpcpy(dst: *mut u8, src: *const u8) -> *mut u8 {
                dst.wrapping_add(copy_until::<$v, _, false>(dst, src, 0, Nul).unwrap_unchecked())
            }
            /// Copies a string, or `n` of its bytes; the number of those, without the terminator.
            fn copy_bounded(dst: *mut u8, src: *const u8, n: usize) -> usize {
                copy_until::<$v, _, true>(dst, src, n, Nul).unwrap_or(n)
            }
            fn memccpy(dst: *mut u8, src: *const u8, byte: u8, n: usize) -> *mut u8 {
                match copy_until::<$v, _, true>(dst, src, n, One(<$v>::splat(byte))) {
                    Some(i) => dst.wrapping_add(i + 1),
                    None => core::ptr::null_mut(),
                }
            }
            /// `needle` has two bytes.
            fn search_head(hay: *const u8, needle: *const u8) -> Head {
                head::find::<$v>(hay, needle)
            }
            /// `needle` has two bytes.
            fn search_on(hay: *const u8, needle: *const u8) -> Head {
                head::go_on::<$v>(hay, needle)
            }
            /// Substring search.
            fn search(hay: *const u8, n: usize, needle: *const u8, m: usize, by: Pair<u8>, is: Verify) -> Outcome {
                if n - m + 1 >= <$v>::BYTES {
                    pair::search::<$v, false>(hay, n, needle, m, by, is)
                } else {
                    pair::search_short::<$v, false>(hay, n, needle, m, by, is)
                }
            }
            /// Substring search where some bits of a byte do not count.
            fn search_blurred(
                hay: *const u8,
                n: usize,
                needle: *const u8,
                m: usize,
                by: Pair<u8>,
                is: Verify
            ) -> Outcome {
                if n - m + 1 >= <$v>::BYTES {
                    pair::search::<$v, true>(hay, n, needle, m, by, is)
                } else {
                    pair::search_short::<$v, true>(hay, n, needle, m, by, is)
                }
            }
        );
    };
}

/// What vectors can do that look bytes up in tables.
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
macro_rules! lookup_routines {
    ($v:ty, $($attr:tt)*) => {
        use crate::generic::find::{ByteSet, set};

        define!([$($attr)*]
            /// The length of the prefix free of the members of `members`, which has zero as a member.
            fn span_until(s: *const u8, members: &ByteSet) -> usize {
                first::<$v, _, false>(s, 0, set::<$v, true>(members)).unwrap_unchecked()
            }
            /// The length of the prefix made of members of `members`, which does not have zero as a member.
            fn span_while(s: *const u8, members: &ByteSet) -> usize {
                first::<$v, _, false>(s, 0, set::<$v, false>(members)).unwrap_unchecked()
            }
        );
    };
}

/// Defines functions with common attributes.
macro_rules! define {
    ($attrs:tt $($(#[$doc:meta])* fn $name:ident($($arg:ident: $ty:ty),*) -> $ret:ty $body:block)*) => {
        $(define!(@one $attrs $(#[$doc])* $name($($arg: $ty),*) -> $ret $body);)*
    };
    (@one [ask] $(#[$doc:meta])* $name:ident($($arg:ident: $ty:ty),*) -> $ret:ty $body:block) => {
        $(#[$doc])*
        ///
        /// # Safety
        /// The arguments are valid as the C function demands.
        #[cold]
        #[inline(never)]
        pub unsafe fn $name($($arg: $ty),*) -> $ret {
            // SAFETY: the caller's promise, passed on; the processor has what its level says.
            unsafe {
                match level() {
                    Level::Avx512 => super::avx512::$name($($arg),*),
                    Level::Avx2 => super::avx2::$name($($arg),*),
                    Level::Sse2 => super::sse2::$name($($arg),*),
                }
            }
        }
    };
    (@one [$(#[$attr:meta])*] $(#[$doc:meta])* $name:ident($($arg:ident: $ty:ty),*) -> $ret:ty $body:block) => {
        $(#[$doc])*
        ///
        /// # Safety
        /// The processor has this module's instructions, and the arguments are valid as the C function demands.
        $(#[$attr])*
        pub unsafe fn $name($($arg: $ty),*) -> $ret {
            // SAFETY: the caller's promise, passed on. An unbounded search always returns `Some`.
            unsafe { $body }
        }
    };
}
