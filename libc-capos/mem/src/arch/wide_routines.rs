//! What is instantiated for wide characters.

/// The same over wide characters; lengths and results count those.
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", not(feature = "scalar")))]
macro_rules! wide_routines {
    ($v:ty, $($attr:tt)*) => {
        define!([$($attr)*]
            fn wcslen(s: *const i32) -> usize {
                first::<$v, _, false>(s.cast(), 0, Nul).unwrap_unchecked() / 4
            }
            /// `n` is not zero.
            fn wcsnlen(s: *const i32, n: usize) -> usize {
                first::<$v, _, true>(s.cast(), n.saturating_mul(4), Nul).map_or(n, |i| i / 4)
            }
            fn wcschrnul(s: *const i32, wide: i32) -> *const i32 {
                let key = OneOrNul(<$v>::splat(wide));
                s.wrapping_byte_add(first::<$v, _, false>(s.cast(), 0, key).unwrap_unchecked())
            }
            fn wcschr(s: *const i32, wide: i32) -> *const i32 {
                let key = OneOrNul(<$v>::splat(wide));
                let end = s.wrapping_byte_add(first::<$v, _, false>(s.cast(), 0, key).unwrap_unchecked());
                if *end == wide { end } else { null() }
            }
            /// `wide` is not zero.
            fn wcsrchr(s: *const i32, wide: i32) -> *const i32 {
                rfind::last_in_string::<$v>(s.cast(), wide).map_or(null(), |i| s.wrapping_add(i / 4))
            }
            /// `set` has one to four characters, up to index `last`.
            fn wide_span_free_of(s: *const i32, set: *const i32, last: usize) -> usize {
                first::<$v, _, false>(s.cast(), 0, FewOrNul(splat_four::<$v>(set, last))).unwrap_unchecked() / 4
            }
            /// None of `set` is zero.
            fn wide_span_made_of(s: *const i32, set: *const i32, last: usize) -> usize {
                first::<$v, _, false>(s.cast(), 0, NotFew(splat_four::<$v>(set, last))).unwrap_unchecked() / 4
            }
            /// `n` is not zero.
            fn wmemchr(s: *const i32, wide: i32, n: usize) -> *const i32 {
                let key = One(<$v>::splat(wide));
                first::<$v, _, true>(s.cast(), n.saturating_mul(4), key)
                    .map_or(null(), |i| s.wrapping_byte_add(i))
            }
            /// `n` is at least 8.
            fn wmemcmp(a: *const i32, b: *const i32, n: usize) -> i32 {
                let (a, b, n) = (a.cast(), b.cast(), 4 * n);
                if <$v>::BYTES > 32 && n < <$v>::BYTES {
                    compare::order::<<$v as Vector>::Half>(a, b, n)
                } else {
                    compare::order::<$v>(a, b, n)
                }
            }
            fn wcscmp(a: *const i32, b: *const i32) -> i32 {
                order::<$v, Exact, false>(a.cast(), b.cast(), 0)
            }
            fn wcsncmp(a: *const i32, b: *const i32, n: usize) -> i32 {
                order::<$v, Exact, true>(a.cast(), b.cast(), n.saturating_mul(4))
            }
            /// `n` is at least 8.
            fn wmemset(dst: *mut i32, wide: i32, n: usize) -> *mut i32 {
                let (to, n) = (dst.cast(), 4 * n);
                if <$v>::BYTES > 32 && n < <$v>::BYTES {
                    fill::from_one::<<$v as Vector>::Half>(to, wide, n);
                } else {
                    fill::from_one::<$v>(to, wide, n);
                }
                dst
            }
            fn wcscpy(dst: *mut i32, src: *const i32) -> *mut i32 {
                copy_until::<$v, _, false>(dst.cast(), src.cast(), 0, Nul);
                dst
            }
            fn wcpcpy(dst: *mut i32, src: *const i32) -> *mut i32 {
                let end = copy_until::<$v, _, false>(dst.cast(), src.cast(), 0, Nul).unwrap_unchecked();
                dst.wrapping_byte_add(end)
            }
            /// Copies a string, or `n` of its characters; the number of those, without the terminator.
            fn wide_copy_bounded(dst: *mut i32, src: *const i32, n: usize) -> usize {
                copy_until::<$v, _, true>(dst.cast(), src.cast(), n.saturating_mul(4), Nul).map_or(n, |i| i / 4)
            }
            /// `needle` has two characters.
            fn wide_search_head(hay: *const u8, needle: *const u8) -> Head {
                head::find::<$v>(hay, needle)
            }
            /// `needle` has two characters.
            fn wide_search_on(hay: *const u8, needle: *const u8) -> Head {
                head::go_on::<$v>(hay, needle)
            }
            /// Substring search; everything is in bytes.
            fn wide_search(
                hay: *const u8,
                n: usize,
                needle: *const u8,
                m: usize,
                by: Pair<i32>,
                is: Verify
            ) -> Outcome {
                if n - m + 4 >= <$v>::BYTES {
                    pair::search::<$v, false>(hay, n, needle, m, by, is)
                } else {
                    pair::search_short::<$v, false>(hay, n, needle, m, by, is)
                }
            }
        );
    };
}
