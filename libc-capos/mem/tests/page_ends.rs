//! Every function with its buffers against unmapped pages, before and behind, in every length up to 300, in some up
//! to 640, and at every alignment: whoever reads or writes a byte too far ends the test.

mod common;
use common::Guarded;
use common::backends::{Backend, for_each_backend};

/// Lengths longer than any short path, thinned out where only the loops differ.
fn lengths() -> impl Iterator<Item = usize> {
    (0..300).chain((300..640).step_by(7))
}

/// A cache line has every alignment that matters.
const ALIGNMENTS: usize = 64;

/// Calls `check` with `n` bytes that end with the mapped area, and with `n` bytes at every alignment behind its start.
fn everywhere(area: &mut Guarded, n: usize, mut check: impl FnMut(&mut [u8])) {
    check(area.at_end(n));
    for skew in 0..ALIGNMENTS {
        if skew == 0 || (n + skew).is_multiple_of(5) {
            check(&mut area.at_start(n + skew)[skew..]);
        }
    }
}

fn searches(b: &Backend, s: &[u8]) {
    let (p, n) = (s.as_ptr(), s.len());
    // SAFETY: `n` bytes without NUL.
    unsafe {
        assert_eq!((b.memchr)(p, b'y', n), None);
        assert_eq!((b.memrchr)(p, b'y', n), None);
        assert_eq!((b.strnlen)(p, n), n);
    }
}

fn string_searches(b: &Backend, s: &[u8]) {
    let (p, n) = (s.as_ptr(), s.len() - 1);
    // SAFETY: a string of `n` bytes.
    unsafe {
        assert_eq!((b.strlen)(p), n);
        assert_eq!((b.strchr)(p, b'y'), None);
        assert_eq!((b.strchrnul)(p, b'y'), n);
        assert_eq!((b.strrchr)(p, b'y'), None);
        assert_eq!((b.rawmemchr)(p, 0), n);
        assert_eq!((b.span_free_of)(p, *b"yz01"), n);
        assert_eq!((b.span_made_of)(p, *b"xyz0"), n);
        assert_eq!(capos_libc_mem::strspn(p, c"uvwxyz".as_ptr().cast()), n);
        assert_eq!(capos_libc_mem::strcspn(p, c"abcdef".as_ptr().cast()), n);
        assert!(capos_libc_mem::strstr(p, c"xxy".as_ptr().cast()).is_null());
        assert!(capos_libc_mem::strcasestr(p, c"XxY".as_ptr().cast()).is_null());
        assert!(capos_libc_mem::memmem(p, n, c"xxy".as_ptr().cast(), 3).is_null());
    }
}

#[test]
fn one_buffer() {
    for_each_backend(|b| {
        let mut area = Guarded::new();
        for n in lengths() {
            everywhere(&mut area, n, |s| {
                s.fill(b'x');
                searches(b, s);
                if n >= 32 {
                    // SAFETY: `n` bytes.
                    unsafe { (b.memset)(s.as_mut_ptr(), b'q', n) };
                    assert!(s.iter().all(|&c| c == b'q'));
                }
                // SAFETY: `n` bytes.
                unsafe { capos_libc_mem::memset(s.as_mut_ptr(), b'r', n) };
                assert!(s.iter().all(|&c| c == b'r'));
            });
            everywhere(&mut area, n + 1, |s| {
                s.fill(b'x');
                s[n] = 0;
                string_searches(b, s);
            });
        }
    });
}

fn comparisons(b: &Backend, x: &[u8], y: &[u8]) {
    let (p, q, n) = (x.as_ptr(), y.as_ptr(), x.len());
    // SAFETY: `n` equal bytes, the last of which is NUL for the strings.
    unsafe {
        if n >= 16 {
            assert_eq!((b.memcmp)(p, q, n), 0);
        }
        assert_eq!(capos_libc_mem::memcmp(p, q, n), 0);
        assert_eq!((b.strncmp)(p, q, n), 0);
        assert_eq!((b.strncasecmp)(p, q, n), 0);
        if x.last() == Some(&0) {
            assert_eq!((b.strcmp)(p, q), 0);
            assert_eq!((b.strcasecmp)(p, q), 0);
        }
    }
}

fn copies(b: &Backend, to: &mut [u8], from: &[u8]) {
    let (d, s, n) = (to.as_mut_ptr(), from.as_ptr(), from.len());
    // SAFETY: `n` bytes each; the last one read is NUL for the strings.
    unsafe {
        if n >= 32 {
            (b.memmove)(d, s, n);
            assert!(to == from);
            assert_eq!((b.mempcpy)(d, s, n).addr() - d.addr(), n);
        }
        capos_libc_mem::memcpy(d, s, n);
        assert!(to == from);
        if from.last() == Some(&0) {
            to.fill(7);
            assert_eq!((b.stpcpy)(d, s).addr() - d.addr(), n - 1);
            assert!(to == from);
            to.fill(7);
            (b.strcpy)(d, s);
            assert!(to == from);
        } else {
            to.fill(7);
            assert_eq!((b.copy_bounded)(d, s, n), n);
            assert!(to == from);
            to.fill(7);
            assert_eq!((b.memccpy)(d, s, 0, n), None);
            assert!(to == from);
        }
    }
}

#[test]
fn two_buffers() {
    for_each_backend(|b| {
        let (mut area, mut other) = (Guarded::new(), Guarded::new());
        for n in lengths() {
            for last in [b'k', 0] {
                everywhere(&mut area, n, |x| {
                    x.fill(b'k');
                    if let Some(end) = x.last_mut() {
                        *end = last;
                    }
                    for at_end in [true, false] {
                        let y = if at_end { other.at_end(n) } else { other.at_start(n) };
                        copies(b, y, x);
                        comparisons(b, x, y);
                        comparisons(b, y, x);
                        copies(b, x, y);
                    }
                });
            }
        }
    });
}
