//! Substring search against its definition, and against inputs made to be slow.

mod common;
use common::backends::at_every_level;
use common::{Guarded, Random};

fn naive(hay: &[u8], needle: &[u8]) -> Option<usize> {
    if needle.is_empty() {
        return Some(0);
    }
    hay.windows(needle.len()).position(|w| w == needle)
}

fn memmem(hay: &[u8], needle: &[u8]) -> Option<usize> {
    // SAFETY: slices are readable.
    let p = unsafe { capos_libc_mem::memmem(hay.as_ptr(), hay.len(), needle.as_ptr(), needle.len()) };
    (!p.is_null()).then(|| p.addr() - hay.as_ptr().addr())
}

fn strstr(hay: &[u8], needle: &[u8]) -> Option<usize> {
    // SAFETY: both end in a terminator.
    let p = unsafe { capos_libc_mem::strstr(hay.as_ptr(), needle.as_ptr()) };
    (!p.is_null()).then(|| p.addr() - hay.as_ptr().addr())
}

#[test]
fn random_texts_over_small_alphabets() {
    at_every_level(|| {
        let mut random = Random(3);
        let (mut area, mut other) = (Guarded::new(), Guarded::new());
        for round in 0..40_000 {
            let n = if round % 50 == 0 { random.below(6000) } else { random.below(160) };
            let m = if round % 50 == 0 { random.below(700) } else { random.below(14) };
            let alphabet = 1 + random.below(4);
            let hay = area.at_end(n + 1);
            hay.iter_mut().for_each(|c| *c = b'a' + random.below(alphabet) as u8);
            hay[n] = 0;
            let needle = other.at_end(m + 1);
            if n > m && random.below(2) == 0 {
                let at = random.below(n - m);
                needle[..m].copy_from_slice(&hay[at..at + m]);
            } else {
                needle.iter_mut().for_each(|c| *c = b'a' + random.below(alphabet) as u8);
            }
            needle[m] = 0;
            let expected = naive(&hay[..n], &needle[..m]);
            assert_eq!(memmem(&hay[..n], &needle[..m]), expected, "{hay:?} {needle:?}");
            assert_eq!(strstr(hay, needle), expected, "{hay:?} {needle:?}");
            needle.iter_mut().step_by(2).for_each(|c| c.make_ascii_uppercase());
            // SAFETY: both are strings.
            let p = unsafe { capos_libc_mem::strcasestr(hay.as_ptr(), needle.as_ptr()) };
            assert_eq!((!p.is_null()).then(|| p.addr() - hay.as_ptr().addr()), expected);
        }
    });
}

#[test]
fn needles_across_the_end_of_a_page() {
    at_every_level(|| {
        let mut random = Random(5);
        let (mut area, mut other) = (Guarded::new(), Guarded::new());
        for before in 0..80 {
            for m in [2, 3, before + 1, before + 2, before + 20, before + 90] {
                let hay = area.at_end(1001);
                hay.iter_mut().for_each(|c| *c = b'a' + random.below(3) as u8);
                hay[1000] = 0;
                let needle = &mut other.all()[Guarded::SIZE / 2 - before..][..m + 1];
                needle.copy_from_slice(&hay[700..=700 + m]);
                needle[m] = 0;
                assert_eq!(strstr(hay, needle), naive(&hay[..1000], &needle[..m]), "{before} {m}");
                needle[m - 1] = b'd';
                assert_eq!(strstr(hay, needle), None, "{before} {m}");
            }
        }
    });
}

#[test]
fn periodic_needles_reach_the_two_way_search() {
    at_every_level(|| {
        let mut random = Random(5);
        for _ in 0..3000 {
            let period = 1 + random.below(40);
            let unit: Vec<u8> = (0..period).map(|_| b'a' + random.below(2) as u8).collect();
            let m = 2 + random.below(900);
            let mut needle: Vec<u8> = unit.iter().copied().cycle().take(m).collect();
            if random.below(2) == 0 {
                let at = random.below(m);
                needle[at] ^= 3;
            }
            let mut hay: Vec<u8> = Vec::new();
            while hay.len() < 20_000 {
                let len = random.below(3 * m);
                hay.extend(unit.iter().copied().cycle().skip(random.below(period)).take(len));
                if random.below(3) == 0 {
                    hay.push(b'a' + random.below(3) as u8);
                }
            }
            if random.below(2) == 0 {
                hay.extend_from_slice(&needle);
            }
            let expected = naive(&hay, &needle);
            assert_eq!(memmem(&hay, &needle), expected);
            hay.push(0);
            needle.push(0);
            assert_eq!(strstr(&hay, &needle), expected);
        }
    });
}

/// The processor time of this thread: other programs run too.
fn thread_seconds() -> i64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: `time` is writable.
    assert_eq!(unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut time) }, 0);
    time.tv_sec
}

#[test]
fn the_worst_inputs_stay_linear() {
    let n = 4 << 20;
    let mut hay = vec![b'a'; n + 1];
    hay[n] = 0;
    let started = thread_seconds();
    for m in [10, 1000, 100_000, 1_000_000] {
        for odd in [0, m / 2, m - 1] {
            let mut needle = vec![b'a'; m + 1];
            needle[odd] = b'b';
            needle[m] = 0;
            assert_eq!(memmem(&hay[..n], &needle[..m]), None);
            assert_eq!(strstr(&hay, &needle), None);
        }
        let needle: Vec<u8> = b"ab".iter().copied().cycle().take(m).chain([0]).collect();
        let text: Vec<u8> =
            b"ab".iter().copied().cycle().take(m - 1).chain([b'c']).cycle().take(n).chain([0]).collect();
        assert_eq!(memmem(&text[..n], &needle[..m]), None);
        assert_eq!(strstr(&text, &needle), None);
    }
    // Quadratic work would be hours; linear is a moment even unoptimised.
    assert!(thread_seconds() - started < 60);
}

#[test]
fn walking_through_a_long_string_is_linear() {
    let mut hay = b"key=value;".repeat(200_000);
    hay.push(0);
    let mut at = 0;
    let mut count = 0;
    while let Some(i) = strstr(&hay[at..], b"ue;\0") {
        at += i + 3;
        count += 1;
    }
    assert_eq!(count, 200_000);
}

#[test]
fn spans() {
    at_every_level(|| {
        let mut random = Random(9);
        let mut area = Guarded::new();
        for _ in 0..50_000 {
            let n = random.below(60);
            // At the page's end, or with other bytes after the string.
            let s = area.at_end(n + 1 + random.below(2) * random.below(64));
            s.iter_mut().for_each(|c| *c = random.below(13) as u8);
            s[..n].iter_mut().for_each(|c| *c = (*c).max(1));
            s[n] = 0;
            let m = random.below(6);
            let set: Vec<u8> = (0..m).map(|_| 1 + random.below(12) as u8).chain([0]).collect();
            let member = |c: u8| c != 0 && set.contains(&c);
            let inside = s.iter().position(|&c| !member(c)).unwrap();
            let outside = s.iter().position(|&c| c == 0 || member(c)).unwrap();
            // SAFETY: both are strings.
            unsafe {
                assert_eq!(capos_libc_mem::strspn(s.as_ptr(), set.as_ptr()), inside);
                assert_eq!(capos_libc_mem::strcspn(s.as_ptr(), set.as_ptr()), outside);
                let p = capos_libc_mem::strpbrk(s.as_ptr(), set.as_ptr());
                assert_eq!(p.is_null(), outside == n);
            }
        }
    });
}
