//! Copies and fills, overlapping at every distance and next to unmapped pages.

mod common;
use common::backends::{at_every_level, backends};
use common::{Guarded, Random, lengths};

#[test]
fn moves_at_every_overlap() {
    at_every_level(|| {
        let mut random = Random(11);
        let original: Vec<u8> = (0..8192).map(|_| random.next() as u8).collect();
        let sizes = lengths().filter(|n| n % 7 == 0 || *n < 40 || *n > 500);
        for n in sizes {
            for distance in
                [0_isize, 1, 2, 7, 8, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 200, 1000, 3000]
            {
                for sign in [-1, 1] {
                    let src = 3500_usize;
                    let dst = src.wrapping_add_signed(sign * distance);
                    if dst + n > 8192 || src + n > 8192 {
                        continue;
                    }
                    let mut expected = original.clone();
                    expected.copy_within(src..src + n, dst);
                    let mut got = original.clone();
                    let p = got.as_mut_ptr();
                    // SAFETY: both ranges are inside the vector.
                    let end = unsafe { capos_libc_mem::memmove(p.add(dst), p.add(src), n) };
                    assert_eq!(end.addr() - p.addr(), dst);
                    assert!(got == expected, "memmove {n} {distance} {sign}");
                    for b in backends() {
                        if n >= 32 {
                            got.copy_from_slice(&original);
                            let p = got.as_mut_ptr();
                            // SAFETY: as above.
                            unsafe { (b.memmove)(p.add(dst), p.add(src), n) };
                            assert!(got == expected, "{} {n} {distance} {sign}", b.name);
                        }
                    }
                }
            }
        }
    });
}

#[test]
fn copies_between_unmapped_pages() {
    at_every_level(|| {
        let (mut from, mut to) = (Guarded::new(), Guarded::new());
        for n in lengths() {
            for place in 0..4 {
                let src = if place & 1 == 0 { from.at_end(n) } else { from.at_start(n) };
                for (i, c) in src.iter_mut().enumerate() {
                    *c = (i * 31 + n) as u8;
                }
                let dst = if place & 2 == 0 { to.at_end(n) } else { to.at_start(n) };
                dst.fill(0xee);
                // SAFETY: `n` bytes each.
                unsafe { capos_libc_mem::memcpy(dst.as_mut_ptr(), src.as_ptr(), n) };
                assert!(dst == src);
            }
        }
    });
}

#[test]
fn huge_copies_stream() {
    let n = (17 << 20) + 13;
    let source: Vec<u8> = (0..n).map(|i| ((i * 7) >> 3) as u8).collect();
    for b in backends() {
        let mut target = vec![0_u8; n + 3];
        // SAFETY: `n` bytes each.
        unsafe { (b.memmove)(target.as_mut_ptr().add(3), source.as_ptr(), n) };
        assert!(target[3..] == source[..]);
        let mut filled = vec![0_u8; 2 * n];
        // SAFETY: inside the vector.
        unsafe { (b.memset)(filled.as_mut_ptr().add(1), 0x5a, 2 * n - 2) };
        assert!(filled[1..2 * n - 1].iter().all(|&c| c == 0x5a));
        assert_eq!((filled[0], filled[2 * n - 1]), (0, 0));
    }
}

#[test]
fn fills_exactly() {
    at_every_level(|| {
        let mut area = Guarded::new();
        for n in lengths() {
            for lead in [0, 1, 5, 16, 33] {
                let all = area.at_end(n + lead);
                all.fill(1);
                // SAFETY: the last `n` bytes.
                unsafe { capos_libc_mem::memset(all.as_mut_ptr().add(lead), 0xa5, n) };
                assert!(all[..lead].iter().all(|&c| c == 1));
                assert!(all[lead..].iter().all(|&c| c == 0xa5));
                for b in backends() {
                    if n >= 32 {
                        all.fill(1);
                        // SAFETY: the last `n` bytes.
                        unsafe { (b.memset)(all.as_mut_ptr().add(lead), 0x77, n) };
                        assert!(
                            all[..lead].iter().all(|&c| c == 1) && all[lead..].iter().all(|&c| c == 0x77)
                        );
                    }
                }
            }
        }
    });
}

#[test]
fn string_copies() {
    at_every_level(|| {
        let mut area = Guarded::new();
        let mut target = [0_u8; 64];
        for n in 0..40 {
            let s = area.at_end(n + 1);
            s.fill(b's');
            s[n] = 0;
            for size in 0..64 {
                target.fill(0xcc);
                // SAFETY: `s` is a string, `size` bytes of `target` are written at most.
                unsafe {
                    let len = capos_libc_mem::strlcpy(target.as_mut_ptr(), s.as_ptr(), size);
                    assert_eq!(len, n);
                    if size > 0 {
                        let kept = n.min(size - 1);
                        assert!(
                            target[..kept] == s[..kept]
                                && target[kept] == 0
                                && target[kept + 1..] == [0xcc; 64][kept + 1..]
                        );
                    }
                    target.fill(0xcc);
                    let end = capos_libc_mem::stpncpy(target.as_mut_ptr(), s.as_ptr(), size);
                    assert_eq!(end.addr() - target.as_ptr().addr(), n.min(size));
                    assert!(
                        target[n.min(size)..size].iter().all(|&c| c == 0)
                            && target[size..].iter().all(|&c| c == 0xcc)
                    );
                }
            }
            target.fill(b'z');
            target[5] = 0;
            // SAFETY: room for 46 bytes at most.
            unsafe {
                capos_libc_mem::strcat(target.as_mut_ptr(), s.as_ptr());
                assert_eq!(capos_libc_mem::strlen(target.as_ptr()), n + 5);
                assert_eq!(
                    capos_libc_mem::strlcat(target.as_mut_ptr(), c"tail".as_ptr().cast(), 8),
                    (n + 5).min(8) + 4
                );
            }
        }
    });
}
