use alloc::vec;
use alloc::vec::Vec;

use super::find;

fn naive(text: &[u8], needle: &[u8]) -> Option<usize> {
    if needle.is_empty() {
        return Some(0);
    }
    text.windows(needle.len()).position(|window| window == needle)
}

/// All words of `len` letters over an alphabet of two.
fn words(len: usize) -> impl Iterator<Item = Vec<u8>> {
    (0..1_u32 << len).map(move |bits| (0..len).map(|n| b'a' + (bits >> n & 1) as u8).collect())
}

#[test]
fn every_short_needle_in_every_short_text() {
    for text in words(11) {
        for len in 0..=5 {
            for needle in words(len) {
                assert_eq!(find(&text, &needle), naive(&text, &needle), "{needle:?} in {text:?}");
            }
        }
    }
}

#[test]
fn periodic_needles() {
    for period in 1..5 {
        for repeats in 2..6 {
            let needle: Vec<u8> = (0..period).cycle().take(period as usize * repeats + 1).collect();
            for gap in 0..20 {
                let mut text: Vec<u8> = needle[..needle.len() - 1].to_vec();
                text.extend(vec![9; gap]);
                text.extend((0..period).cycle().take(40));
                assert_eq!(find(&text, &needle), naive(&text, &needle));
            }
        }
    }
}

#[test]
fn long_needles_take_linear_time() {
    let text = vec![0_i32; 200_000];
    let mut needle = vec![0; 50_000];
    needle[25_000] = 1;
    assert_eq!(find(&text, &needle), None);
    *needle.last_mut().unwrap() = 1;
    needle[25_000] = 0;
    assert_eq!(find(&text, &needle), None);
}
