//! String copies and spans in every length and alignment, against unmapped pages on both sides.

mod common;
use common::backends::{at_every_level, backends};
use common::{Guarded, Random, lengths};

/// What surrounds a copy, to see that nothing else is written.
const UNTOUCHED: u8 = 0xee;

#[test]
fn copies_end_where_they_should() {
    let (mut from, mut to) = (Guarded::new(), Guarded::new());
    for b in backends() {
        for n in lengths() {
            for pad in [0, 1, 3, 15, 16, 17, 31, 32, 40] {
                // The source ends its page, or begins one; so does the target.
                let src = if pad == 40 { from.at_start(n + 1) } else { &mut from.at_end(n + 1 + pad)[..=n] };
                src.iter_mut().enumerate().for_each(|(i, c)| *c = 1 + (i % 200) as u8);
                src[n] = 0;
                let dst = to.at_end(n + 1 + pad % 7);
                dst.fill(UNTOUCHED);
                let (p, d) = (src.as_ptr(), dst.as_mut_ptr());
                // SAFETY: `src` is a string of `n` bytes, and `dst` has room for it.
                let end = unsafe { (b.stpcpy)(d, p) };
                assert_eq!(end.addr() - d.addr(), n, "{} {n} {pad}", b.name);
                assert!(dst[..=n] == src[..] && dst[n + 1..].iter().all(|&c| c == UNTOUCHED));
                dst.fill(UNTOUCHED);
                // SAFETY: as above.
                unsafe { (b.strcpy)(d, p) };
                assert!(dst[..=n] == src[..] && dst[n + 1..].iter().all(|&c| c == UNTOUCHED));
            }
        }
    }
}

#[test]
fn bounds_are_kept() {
    let (mut from, mut to) = (Guarded::new(), Guarded::new());
    for b in backends() {
        for n in lengths() {
            for pad in [0, 5, 16, 33] {
                // No terminator within the bound.
                let src = &mut from.at_end(n + pad)[..n];
                src.iter_mut().enumerate().for_each(|(i, c)| *c = 1 + (i % 200) as u8);
                let dst = to.at_end(n);
                dst.fill(UNTOUCHED);
                // SAFETY: `n` bytes each.
                unsafe {
                    assert_eq!((b.copy_bounded)(dst.as_mut_ptr(), src.as_ptr(), n), n, "{} {n}", b.name);
                    assert!(dst == src);
                    dst.fill(UNTOUCHED);
                    assert_eq!((b.memccpy)(dst.as_mut_ptr(), src.as_ptr(), 0, n), None);
                    assert!(dst == src);
                }
                for at in [0, 1, n / 2, n.saturating_sub(1)] {
                    if at >= n {
                        continue;
                    }
                    let kept = src[at];
                    src[at] = 0;
                    for bound in [n, at, at + 1, usize::MAX] {
                        dst.fill(UNTOUCHED);
                        let copied = at.min(bound);
                        let all = (at + 1).min(bound);
                        // SAFETY: a string of `at` bytes, and room for it.
                        unsafe {
                            let d = dst.as_mut_ptr();
                            assert_eq!(
                                (b.copy_bounded)(d, src.as_ptr(), bound),
                                copied,
                                "{} {n} {at} {bound}",
                                b.name
                            );
                            assert!(dst[..copied] == src[..copied]);
                            assert!(dst[all..].iter().all(|&c| c == UNTOUCHED));
                            dst.fill(UNTOUCHED);
                            let d = dst.as_mut_ptr();
                            assert_eq!(
                                (b.memccpy)(d, src.as_ptr(), 0, bound),
                                (at < bound).then_some(at + 1)
                            );
                            assert!(dst[..all] == src[..all] && dst[all..].iter().all(|&c| c == UNTOUCHED));
                        }
                    }
                    src[at] = kept;
                }
            }
        }
    }
}

#[test]
fn spans_of_few_bytes() {
    let mut area = Guarded::new();
    for b in backends() {
        for n in lengths() {
            for pad in [0, 1, 16, 31] {
                let s = &mut area.at_end(n + 1 + pad)[..=n];
                s.iter_mut().enumerate().for_each(|(i, c)| *c = b'a' + (i % 4) as u8);
                s[n] = 0;
                // SAFETY: a string of `n` bytes.
                unsafe {
                    assert_eq!((b.span_made_of)(s.as_ptr(), *b"abcd"), n, "{} {n}", b.name);
                    assert_eq!((b.span_free_of)(s.as_ptr(), *b"efgh"), n, "{} {n}", b.name);
                }
                for at in [0, n / 2, n.saturating_sub(1)] {
                    let kept = s[at];
                    if kept == 0 {
                        continue;
                    }
                    s[at] = b'h';
                    // SAFETY: as above.
                    unsafe {
                        assert_eq!((b.span_made_of)(s.as_ptr(), *b"abcd"), at, "{} {n}", b.name);
                        assert_eq!((b.span_free_of)(s.as_ptr(), *b"efgh"), at, "{} {n}", b.name);
                    }
                    s[at] = kept;
                }
            }
        }
    }
}

#[test]
fn spans_of_any_set() {
    at_every_level(|| {
        let mut random = Random(21);
        let mut area = Guarded::new();
        for _ in 0..20_000 {
            let mut set: Vec<u8> = (0..random.below(60)).map(|_| 1 + random.below(255) as u8).collect();
            set.push(0);
            let n = random.below(200);
            // At the page's end, or with other bytes after the string.
            let s = area.at_end(n + 1 + random.below(2) * random.below(64));
            let inside = random.below(2) == 0 && set.len() > 1;
            for c in s.iter_mut() {
                *c = match (inside, random.below(60)) {
                    (true, 1..) => set[random.below(set.len() - 1)],
                    _ => 1 + random.below(255) as u8,
                };
            }
            s[n] = 0;
            let member = |c: &u8| *c != 0 && set.contains(c);
            // SAFETY: both are strings.
            unsafe {
                let accepted = capos_libc_mem::strspn(s.as_ptr(), set.as_ptr());
                assert_eq!(accepted, s.iter().position(|c| !member(c)).unwrap());
                let rejected = capos_libc_mem::strcspn(s.as_ptr(), set.as_ptr());
                assert_eq!(rejected, s.iter().position(|c| *c == 0 || member(c)).unwrap());
            }
        }
    });
}
