//! Searches against their definitions, with every buffer next to an unmapped page.

mod common;
use common::backends::backends;
use common::{Guarded, lengths};

#[test]
fn finds_at_every_offset_and_nowhere_else() {
    let mut area = Guarded::new();
    for b in backends() {
        for n in lengths() {
            for place in 0..2 {
                let s = if place == 0 { area.at_end(n) } else { area.at_start(n) };
                s.fill(b'x');
                let p = s.as_ptr();
                // SAFETY: `n` bytes at `p`; larger bounds only where the byte is there.
                unsafe {
                    assert_eq!((b.memchr)(p, b'y', n), None, "{} {n}", b.name);
                    assert_eq!((b.memrchr)(p, b'y', n), None, "{} {n}", b.name);
                    assert_eq!((b.strnlen)(p, n), n, "{} {n}", b.name);
                }
                let step = if n > 300 { 37 } else { 1 };
                for i in (0..n).step_by(step) {
                    s[i] = b'y';
                    let p = s.as_ptr();
                    // SAFETY: as above.
                    unsafe {
                        assert_eq!((b.memchr)(p, b'y', n), Some(i));
                        assert_eq!((b.memchr)(p, b'y', usize::MAX), Some(i));
                        assert_eq!((b.memchr)(p, b'y', i), None);
                        assert_eq!((b.memchr)(p, b'y', i + 1), Some(i));
                        assert_eq!((b.memrchr)(p, b'y', n), Some(i));
                        assert_eq!((b.memrchr)(p, b'y', i), None);
                        assert_eq!((b.rawmemchr)(p, b'y'), i);
                    }
                    s[i] = b'x';
                }
            }
        }
    }
}

#[test]
fn strings_end_at_the_page_end() {
    let mut area = Guarded::new();
    for b in backends() {
        for n in lengths() {
            let s = area.at_end(n + 1);
            s.fill(b'x');
            s[n] = 0;
            let p = s.as_ptr();
            // SAFETY: a string of `n` bytes.
            unsafe {
                assert_eq!((b.strlen)(p), n, "{} {n}", b.name);
                assert_eq!((b.strnlen)(p, usize::MAX), n);
                assert_eq!((b.strchrnul)(p, b'y'), n);
                assert_eq!((b.strrchr)(p, b'y'), None);
            }
            for i in [0, n / 3, n / 2, n.saturating_sub(1)] {
                if i < n {
                    s[i] = b'y';
                    let p = s.as_ptr();
                    let last = s.iter().rposition(|&c| c == b'y');
                    let first = s.iter().position(|&c| c == b'y');
                    // SAFETY: as above.
                    unsafe {
                        assert_eq!((b.strrchr)(p, b'y'), last);
                        assert_eq!(Some((b.strchrnul)(p, b'y')), first);
                        assert_eq!((b.strchr)(p, b'y'), first);
                        assert_eq!((b.strchr)(p, 0), Some(n));
                        assert_eq!((b.strlen)(p), n);
                    }
                }
            }
        }
    }
}

#[test]
fn what_lies_before_and_after_is_ignored() {
    let mut area = Guarded::new();
    for b in backends() {
        for skew in 0..64 {
            for n in 0..100 {
                let all = area.all();
                all.fill(b'y');
                all[skew..skew + n].fill(b'x');
                all[skew + n] = 0;
                let p = all[skew..].as_ptr();
                // SAFETY: a string of `n` bytes.
                unsafe {
                    assert_eq!((b.memchr)(p, b'y', n), None);
                    assert_eq!((b.memrchr)(p, b'y', n), None);
                    assert_eq!((b.strrchr)(p, b'y'), None);
                    assert_eq!((b.strchrnul)(p, b'y'), n);
                    assert_eq!((b.strlen)(p), n);
                }
            }
        }
    }
}

#[test]
fn high_bytes_do_not_confuse_the_word_masks() {
    for b in backends() {
        let mut s = [0x80_u8; 65];
        for i in 0..64 {
            for pair in [[0x01, 0x00], [0x00, 0x01], [0x80, 0x00], [0x7f, 0xff], [0x81, 0x80]] {
                s[i..i + 2].copy_from_slice(&pair);
                for byte in [0x00, 0x01, 0x7f, 0x80, 0x81, 0xff] {
                    let expected = s.iter().position(|&c| c == byte);
                    let reverse = s.iter().rposition(|&c| c == byte);
                    // SAFETY: within the array.
                    unsafe {
                        assert_eq!((b.memchr)(s.as_ptr(), byte, s.len()), expected, "{}", b.name);
                        assert_eq!((b.memrchr)(s.as_ptr(), byte, s.len()), reverse, "{}", b.name);
                    }
                }
                s[i..i + 2].fill(0x80);
            }
        }
    }
}
