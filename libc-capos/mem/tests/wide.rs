//! Wide strings: every function against its definition, over both vectors, against unmapped pages.
#![cfg(not(feature = "scalar"))]

mod common;
use capos_libc_mem::{arch, cpu};
use common::backends::{at_every_level, highest, offset};
use common::{Guarded, Random, lengths};

/// `n` wide characters that end `pad` characters before the unmapped page.
fn wide(area: &mut Guarded, n: usize, pad: usize) -> &mut [i32] {
    let bytes = area.at_end(4 * (n + pad));
    // SAFETY: the page's end is aligned, so these are; any bytes are wide characters.
    unsafe { core::slice::from_raw_parts_mut(bytes.as_mut_ptr().cast(), n) }
}

/// Runs `$body` with `$arch` standing for each module this processor can run.
macro_rules! for_each_arch {
    ($arch:ident, $body:block) => {{
        use arch::sse2 as $arch;
        $body
    }
    if highest() >= cpu::Level::Avx2 {
        use arch::avx2 as $arch;
        $body
    }
    if highest() >= cpu::Level::Avx512 {
        use arch::avx512 as $arch;
        $body
    }};
}

#[test]
fn searches_and_lengths() {
    let mut area = Guarded::new();
    for n in lengths().filter(|n| *n < 1500) {
        for pad in [0, 1, 3, 7, 9] {
            let s = wide(&mut area, n + 1, pad);
            // Low bytes alone must not decide: all of these end in the same one.
            s.iter_mut().enumerate().for_each(|(i, c)| *c = ((i as i32 % 50) + 2) << 8 | 0x41);
            s[n] = 0;
            let at = n / 2;
            if n > 0 {
                s[at] = -7;
            }
            let found = (n > 0).then_some(at);
            let p = s.as_ptr();
            for_each_arch!(a, {
                // SAFETY: a wide string of `n` characters.
                unsafe {
                    assert_eq!(a::wcslen(p), n);
                    assert_eq!(a::wcsnlen(p, n + 1), n);
                    assert_eq!(a::wcsnlen(p, usize::MAX), n);
                    assert_eq!(offset(p, a::wcschr(p, -7)), found);
                    assert_eq!(offset(p, a::wcschr(p, 0x41)), None);
                    assert_eq!(offset(p, a::wcschr(p, 0)), Some(n));
                    assert_eq!(offset(p, a::wcschrnul(p, 0x41)), Some(n));
                    assert_eq!(offset(p, a::wcsrchr(p, -7)), found);
                    assert_eq!(offset(p, a::wcsrchr(p, 0x41)), None);
                    if n > 0 {
                        assert_eq!(a::wcsnlen(p, at + 1), at + 1);
                        assert_eq!(offset(p, a::wmemchr(p, -7, n)), found);
                        assert_eq!(offset(p, a::wmemchr(p, 0x41, n)), None);
                        assert_eq!(offset(p, a::wmemchr(p, -7, usize::MAX)), found);
                        assert_eq!(a::wide_span_free_of(p, [-7, 0x141, 0x41, 1].as_ptr(), 3), at);
                    }
                }
            });
        }
    }
}

fn order(a: &[i32], b: &[i32], n: usize, ends: bool) -> i32 {
    for (x, y) in a.iter().zip(b).take(n) {
        if x != y || (ends && *x == 0) {
            return x.cmp(y) as i32;
        }
    }
    0
}

#[test]
fn comparisons() {
    let mut random = Random(77);
    let (mut area_a, mut area_b) = (Guarded::new(), Guarded::new());
    for _ in 0..20_000 {
        let n = random.below(120);
        let values = [1, 2, -1, i32::MIN, i32::MAX, 256];
        let a = wide(&mut area_a, n + 1, random.below(9));
        let b = wide(&mut area_b, n + 1, random.below(9));
        a.iter_mut().for_each(|c| *c = values[random.below(6)]);
        a[n] = 0;
        b.copy_from_slice(a);
        if n > 0 && random.below(3) > 0 {
            b[random.below(n)] = values[random.below(6)];
        }
        let limit = random.below(n + 3);
        let (p, q) = (a.as_ptr(), b.as_ptr());
        // SAFETY: two wide strings of `n` characters.
        unsafe {
            for_each_arch!(arch, {
                assert_eq!(arch::wcscmp(p, q), order(a, b, n + 1, true));
                assert_eq!(arch::wcsncmp(p, q, limit), order(a, b, limit, true));
                assert_eq!(arch::wcsncmp(p, q, usize::MAX), order(a, b, n + 1, true));
                if n >= 8 {
                    assert_eq!(arch::wmemcmp(p, q, n), order(a, b, n, false));
                }
            });
            assert_eq!(capos_libc_mem::wmemcmp(p, q, n), order(a, b, n, false));
        }
    }
}

#[test]
fn copies_and_fills() {
    let (mut from, mut to) = (Guarded::new(), Guarded::new());
    for n in lengths().filter(|n| *n < 1500) {
        for pad in [0, 1, 3, 8] {
            let src = wide(&mut from, n + 1, pad);
            src.iter_mut().enumerate().for_each(|(i, c)| *c = (i as i32 + 1) << 8);
            src[n] = 0;
            let dst = wide(&mut to, n + 1, 0);
            for_each_arch!(a, {
                // SAFETY: a wide string of `n` characters, and room for it.
                unsafe {
                    dst.fill(-1);
                    assert_eq!(offset(dst.as_ptr(), a::wcpcpy(dst.as_mut_ptr(), src.as_ptr())), Some(n));
                    assert!(dst == src);
                    dst.fill(-1);
                    a::wcscpy(dst.as_mut_ptr(), src.as_ptr());
                    assert!(dst == src);
                    dst.fill(-1);
                    assert_eq!(a::wide_copy_bounded(dst.as_mut_ptr(), src.as_ptr(), n / 2), n / 2);
                    assert!(dst[..n / 2] == src[..n / 2] && dst[n / 2..].iter().all(|&c| c == -1));
                    if n >= 8 {
                        a::wmemset(dst.as_mut_ptr(), 0x1_2345, n);
                        assert!(dst[..n].iter().all(|&c| c == 0x1_2345) && dst[n] == -1);
                    }
                }
            });
        }
    }
}

#[test]
fn substrings_and_spans() {
    at_every_level(|| {
        let mut random = Random(13);
        let (mut area, mut other) = (Guarded::new(), Guarded::new());
        for round in 0..20_000 {
            let n = if round % 50 == 0 { random.below(1500) } else { random.below(60) };
            let m = if round % 50 == 0 { random.below(300) } else { random.below(8) };
            let alphabet = 1 + random.below(3);
            let hay = wide(&mut area, n + 1, 0);
            hay.iter_mut().for_each(|c| *c = 0x100 * (1 + random.below(alphabet) as i32));
            hay[n] = 0;
            let needle = wide(&mut other, m + 1, 0);
            needle.iter_mut().for_each(|c| *c = 0x100 * (1 + random.below(alphabet) as i32));
            if n > m && random.below(2) == 0 {
                let at = random.below(n - m);
                needle[..m].copy_from_slice(&hay[at..at + m]);
            }
            needle[m] = 0;
            let expected = if m == 0 { Some(0) } else { hay[..n].windows(m).position(|w| *w == needle[..m]) };
            let member = |c: &i32| needle[..m].contains(c);
            // SAFETY: both are wide strings.
            unsafe {
                let found = capos_libc_mem::wcsstr(hay.as_ptr(), needle.as_ptr());
                assert_eq!(offset(hay.as_ptr(), found), expected, "{hay:?} {needle:?}");
                let inside = capos_libc_mem::wide_span(hay.as_ptr(), needle.as_ptr(), true);
                assert_eq!(inside, hay.iter().position(|c| !member(c)).unwrap());
                let outside = capos_libc_mem::wide_span(hay.as_ptr(), needle.as_ptr(), false);
                assert_eq!(outside, hay.iter().position(|c| *c == 0 || member(c)).unwrap());
            }
        }
    });
}

#[test]
fn runs_of_ascii() {
    let (mut bytes, mut wides) = (Guarded::new(), Guarded::new());
    for n in 0..300_usize {
        for at in [0, n / 2, n.saturating_sub(1), n] {
            for (byte, character) in [(0, 0), (0x80, 0x80), (0xff, -1), (0x41, 0x141)] {
                let narrow = bytes.at_end(n + 1);
                narrow.fill(b'k');
                narrow[n] = 0;
                narrow[at] = if at == n { 0 } else { byte };
                let stop = narrow.iter().position(|&c| c == 0 || c >= 0x80).unwrap_or(n);
                let out = wide(&mut wides, n + 1, 0);
                out.fill(-5);
                // SAFETY: `n` bytes, and room for as many wide characters.
                unsafe {
                    let done = capos_libc_mem::widen_ascii(out.as_mut_ptr(), narrow.as_ptr(), n);
                    assert!(n < 16 || done > 0 || stop < 4);
                    assert!(done <= stop && out[..done].iter().all(|&c| c == i32::from(b'k') || c == 0x41));
                    assert!(out[done..].iter().all(|&c| c == -5));
                    let nowhere = core::ptr::null_mut();
                    assert_eq!(capos_libc_mem::widen_ascii(nowhere, narrow.as_ptr(), n), done);
                }
                out.fill(i32::from(b'k'));
                out[n] = 0;
                out[at] = if at == n { 0 } else { character };
                let stop = out.iter().position(|&c| !(1..0x80).contains(&c)).unwrap_or(n);
                narrow.fill(0xee);
                // SAFETY: `n` wide characters, and room for as many bytes.
                unsafe {
                    let done = capos_libc_mem::narrow_ascii(narrow.as_mut_ptr(), out.as_ptr(), n);
                    assert_eq!(done % 16, 0);
                    assert!(done <= stop && narrow[..done].iter().all(|&c| c == b'k'));
                    assert!(narrow[done..].iter().all(|&c| c == 0xee));
                    let nowhere = core::ptr::null_mut();
                    assert_eq!(capos_libc_mem::narrow_ascii(nowhere, out.as_ptr(), n), done);
                }
            }
        }
    }
}
