//! Comparisons against their definitions, with both buffers next to unmapped pages.

mod common;
use common::backends::{at_every_level, backends};
use common::{Guarded, Random, lengths};

fn sign(n: i32) -> i32 {
    n.signum()
}

#[test]
fn buffers_in_every_length_and_place_of_difference() {
    at_every_level(|| {
        let (mut area_a, mut area_b) = (Guarded::new(), Guarded::new());
        for n in lengths() {
            let (a, b) = (area_a.at_end(n), area_b.at_start(n));
            a.fill(0x90);
            b.fill(0x90);
            // SAFETY: `n` bytes each.
            assert_eq!(unsafe { capos_libc_mem::memcmp(a.as_ptr(), b.as_ptr(), n) }, 0);
            for i in (0..n).step_by(if n > 300 { 41 } else { 1 }) {
                for other in [0x10, 0x8f, 0x91, 0xff] {
                    b[i] = other;
                    if n > 0 && i + 1 < n {
                        // A later difference must not count.
                        b[n - 1] = 0xff - other;
                    }
                    let expected = a[..].cmp(&b[..]) as i32;
                    // SAFETY: `n` bytes each.
                    unsafe {
                        assert_eq!(
                            sign(capos_libc_mem::memcmp(a.as_ptr(), b.as_ptr(), n)),
                            expected,
                            "{n} {i}"
                        );
                        assert_eq!(
                            sign(capos_libc_mem::memcmp(b.as_ptr(), a.as_ptr(), n)),
                            -expected,
                            "{n} {i}"
                        );
                        for backend in backends() {
                            if n >= 16 {
                                assert_eq!(sign((backend.memcmp)(a.as_ptr(), b.as_ptr(), n)), expected);
                            }
                        }
                    }
                    b[i] = 0x90;
                    if n > 0 {
                        b[n - 1] = 0x90;
                    }
                }
            }
        }
    });
}

fn string_order(a: &[u8], b: &[u8], n: usize, fold: impl Fn(u8) -> u8) -> i32 {
    for (&x, &y) in a.iter().zip(b).take(n) {
        let difference = i32::from(fold(x)) - i32::from(fold(y));
        if difference != 0 || x == 0 {
            return difference;
        }
    }
    0
}

#[test]
fn strings_at_all_alignments_near_page_ends() {
    let (mut area_a, mut area_b) = (Guarded::new(), Guarded::new());
    let mut random = Random(7);
    let letters = b"aAbB\x80\xffzZ[@`{";
    for _ in 0..60_000 {
        let n = if random.below(20) == 0 { random.below(5000) } else { random.below(200) };
        let (pad_a, pad_b) = (random.below(70), random.below(70));
        let whole_a = area_a.at_end(n + 1 + pad_a);
        let a = &mut whole_a[..=n];
        for c in a.iter_mut() {
            *c = letters[random.below(letters.len())];
        }
        a[n] = 0;
        let whole_b = area_b.at_end(n + 1 + pad_b);
        let b = &mut whole_b[..=n];
        b.copy_from_slice(a);
        if random.below(3) != 0 && n > 0 {
            let i = random.below(n + 1);
            b[i] = if random.below(2) == 0 { 0 } else { letters[random.below(letters.len())] };
            if random.below(2) == 0 {
                b[n] = b'q';
                b[i] = 0;
            }
        }
        for c in b.iter_mut() {
            if random.below(4) == 0 {
                *c = if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() };
            }
        }
        let limit = random.below(n + 40);
        let lower = |c: u8| c.to_ascii_lowercase();
        let (p, q) = (a.as_ptr(), b.as_ptr());
        for backend in backends() {
            // SAFETY: `a` is a string; `b` is one, or differs from it at the last byte.
            unsafe {
                assert_eq!((backend.strcmp)(p, q), string_order(a, b, usize::MAX, |c| c), "{}", backend.name);
                assert_eq!((backend.strncmp)(p, q, limit), string_order(a, b, limit, |c| c));
                assert_eq!((backend.strncmp)(p, q, usize::MAX), string_order(a, b, usize::MAX, |c| c));
                assert_eq!((backend.strcasecmp)(p, q), string_order(a, b, usize::MAX, lower));
                assert_eq!((backend.strncasecmp)(p, q, limit), string_order(a, b, limit, lower));
            }
        }
    }
}

#[test]
fn a_bound_reads_no_further() {
    let (mut area_a, mut area_b) = (Guarded::new(), Guarded::new());
    for n in lengths() {
        let (a, b) = (area_a.at_end(n), area_b.at_end(n));
        a.fill(b'k');
        b.fill(b'k');
        for backend in backends() {
            // SAFETY: `n` bytes without terminators, and a bound of `n`.
            unsafe {
                assert_eq!((backend.strncmp)(a.as_ptr(), b.as_ptr(), n), 0);
                assert_eq!((backend.strncasecmp)(a.as_ptr(), b.as_ptr(), n), 0);
            }
        }
    }
}

#[test]
fn folding_covers_exactly_the_capitals() {
    for backend in backends() {
        for x in 1..=255_u8 {
            let a = [x; 40];
            for y in 1..=255_u8 {
                let b = [y; 40];
                let equal = x.eq_ignore_ascii_case(&y);
                // SAFETY: 40 bytes each.
                let order = unsafe { (backend.strncasecmp)(a.as_ptr(), b.as_ptr(), 40) };
                assert_eq!(order == 0, equal, "{} {x} {y}", backend.name);
            }
        }
    }
}
