//! Sorting: every way, stable where promised, and sane under comparisons that are not.

mod common;
use capos_libc_mem::sort::{Compare, Way, sort};
use common::Random;
use std::sync::atomic::{AtomicUsize, Ordering};

static CALLS: AtomicUsize = AtomicUsize::new(0);

/// Compares the first byte or four bytes only, so that stability shows.
#[derive(Clone, Copy)]
struct ByKey(usize);

impl Compare for ByKey {
    unsafe fn order(self, a: *const u8, b: *const u8) -> i32 {
        CALLS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: elements are at least as long as the key.
        let key = |p: *const u8| unsafe {
            if self.0 < 4 { u32::from(*p) } else { p.cast::<u32>().read_unaligned() }
        };
        key(a).cmp(&key(b)) as i32
    }
}

#[derive(Clone, Copy)]
struct Nonsense;

impl Compare for Nonsense {
    unsafe fn order(self, a: *const u8, b: *const u8) -> i32 {
        let n = CALLS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: elements are one byte at least.
        let bytes = unsafe { usize::from(*a) + 3 * usize::from(*b) };
        (n.wrapping_mul(2_654_435_761) >> 7 ^ bytes) as i32 % 3 - 1
    }
}

fn run(data: &mut [u8], size: usize, in_place: bool, compare: impl Compare) {
    let count = data.len() / size;
    let mut scratch = vec![0_u128; Way::of(size).scratch(count, size).unwrap().div_ceil(16)];
    let scratch = (!in_place).then_some(scratch.as_mut_ptr().cast());
    // SAFETY: `count` elements, and scratch memory as asked for.
    unsafe { sort(data.as_mut_ptr(), count, size, scratch, compare) };
}

fn elements(data: &[u8], size: usize) -> Vec<Vec<u8>> {
    data.chunks_exact(size).map(<[u8]>::to_vec).collect()
}

fn key(element: &[u8]) -> u32 {
    if element.len() < 4 {
        u32::from(element[0])
    } else {
        u32::from_ne_bytes(element[..4].try_into().unwrap())
    }
}

#[test]
fn all_sizes_and_shapes() {
    let mut random = Random(17);
    for size in [1, 2, 3, 4, 5, 8, 12, 16, 24, 31, 100] {
        for count in (0..40).chain([63, 64, 65, 100, 1000, 5000]) {
            for shape in 0..6 {
                let mut data: Vec<u8> = (0..size * count).map(|_| random.next() as u8).collect();
                for (i, element) in data.chunks_exact_mut(size).enumerate() {
                    let wanted = match shape {
                        0 => random.next() as u32,
                        1 => i as u32,
                        2 => (count - i) as u32,
                        3 => random.below(4) as u32,
                        4 => (i % 17) as u32,
                        _ => {
                            if i % 50 == 49 {
                                random.next() as u32
                            } else {
                                i as u32
                            }
                        }
                    };
                    let bytes = wanted.to_ne_bytes();
                    let n = size.min(4);
                    element[..n].copy_from_slice(&bytes[..n]);
                }
                let mut expected = elements(&data, size);
                expected.sort_by_key(|e| key(e));
                let mut stable = data.clone();
                run(&mut stable, size, false, ByKey(size));
                assert!(elements(&stable, size) == expected, "{size} {count} {shape}");
                run(&mut data, size, true, ByKey(size));
                let mut got = elements(&data, size);
                assert!(got.iter().map(|e| key(e)).eq(expected.iter().map(|e| key(e))));
                got.sort();
                expected.sort();
                assert!(got == expected);
            }
        }
    }
}

#[test]
fn contradictory_comparisons_lose_nothing() {
    let mut random = Random(23);
    for size in [1, 4, 8, 16, 20] {
        for count in [2, 7, 50, 1001] {
            for in_place in [false, true] {
                let mut data: Vec<u8> = (0..size * count).map(|_| random.next() as u8).collect();
                let mut before = elements(&data, size);
                run(&mut data, size, in_place, Nonsense);
                let mut after = elements(&data, size);
                before.sort();
                after.sort();
                assert!(before == after);
            }
        }
    }
}

#[test]
fn comparisons_stay_near_the_optimum() {
    let mut random = Random(29);
    let n = 1 << 16;
    let mut data: Vec<u8> = (0..n * 4).map(|_| random.next() as u8).collect();
    #[derive(Clone, Copy)]
    struct Counting;
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    impl Compare for Counting {
        unsafe fn order(self, a: *const u8, b: *const u8) -> i32 {
            COUNT.fetch_add(1, Ordering::Relaxed);
            // SAFETY: elements of four bytes.
            unsafe { a.cast::<u32>().read_unaligned().cmp(&b.cast::<u32>().read_unaligned()) as i32 }
        }
    }
    run(&mut data, 4, false, Counting);
    let used = COUNT.swap(0, Ordering::Relaxed);
    assert!(used < n * 17, "{used}");
    run(&mut data, 4, false, Counting);
    assert_eq!(COUNT.load(Ordering::Relaxed), n - 1);
}
