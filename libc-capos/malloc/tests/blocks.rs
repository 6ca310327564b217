//! Blocks are disjoint, aligned, as large as promised, and keep their contents.

mod common;
use common::*;

#[test]
fn classes_fit_and_are_tight() {
    use capos_libc_malloc::class;
    for size in 0..=class::LARGEST {
        let c = class::of(size);
        assert!(class::slot_size(c) >= size + class::SEAL, "{size}");
        assert!(c == 0 || class::slot_size(c - 1) < size + class::SEAL, "{size}");
        assert_eq!(class::slot_size(c) % 16, 0);
    }
    for shift in 6..=15 {
        assert_eq!(class::slot_size(class::of_aligned(1, 1 << shift)), 1 << shift);
    }
}

#[test]
fn every_size_is_usable_to_its_last_byte() {
    for size in (0..5000).chain((5000..4_000_000).step_by(37_123)) {
        let p = malloc(size);
        assert!(!p.is_null() && p.addr().is_multiple_of(16));
        let held = usable(p);
        assert!(held >= size);
        stamp(p, held, size as u64);
        verify(p, held, size as u64);
        free(p);
    }
    assert!(malloc(usize::MAX).is_null());
    assert!(malloc(usize::MAX / 2).is_null());
    assert!(aligned(1 << 40, usize::MAX / 2).is_null());
}

#[test]
fn zeroed_blocks_are_zero_even_when_reused() {
    for round in 0..3 {
        for size in [1, 24, 100, 1000, 5000, 40_000, 100_000, 700_000, 3_000_000, 9_000_000] {
            let p = calloc(size);
            for i in (0..size).step_by(if size > 65536 { 97 } else { 1 }) {
                // SAFETY: inside the block.
                assert_eq!(unsafe { *p.add(i) }, 0, "round {round}");
            }
            // SAFETY: inside the block.
            unsafe { p.write_bytes(0xaa, size) };
            free(p);
        }
    }
}

#[test]
fn alignments() {
    let mut all = Vec::new();
    for shift in 0..=23 {
        for size in [0, 1, 63, 64, 100, 4096, 5000, 33_000, 100_000, 3_000_000] {
            let p = aligned(1 << shift, size);
            assert!(!p.is_null() && p.addr().is_multiple_of(1 << shift), "{shift} {size}");
            assert!(usable(p) >= size);
            stamp(p, size, shift + size as u64);
            all.push((p, size, shift + size as u64));
        }
    }
    for &(p, size, seed) in &all {
        verify(p, size, seed);
    }
    for (i, (p, size, seed)) in all.into_iter().enumerate() {
        if i % 2 == 0 {
            let q = realloc(p, size * 2 + 1);
            verify(q, size, seed);
            free(q);
        } else {
            free(p);
        }
    }
}

#[test]
fn a_long_random_life() {
    let mut random = Random(42);
    let mut live: Vec<(*mut u8, usize, u64)> = Vec::new();
    for round in 0..400_000_u64 {
        let action = random.below(10);
        if action < 5 || live.is_empty() {
            let size = random.size();
            let p = if action == 0 { calloc(size) } else { malloc(size) };
            stamp(p, size, round);
            live.push((p, size, round));
        } else if action < 7 {
            let i = random.below(live.len());
            let (p, size, seed) = live[i];
            let new = random.size();
            let q = realloc(p, new);
            verify(q, size.min(new), seed);
            stamp(q, new, round);
            live[i] = (q, new, round);
        } else {
            let i = random.below(live.len());
            let (p, size, seed) = live.swap_remove(i);
            verify(p, size, seed);
            free(p);
        }
        if live.len() > 3000 {
            for (p, size, seed) in live.drain(1000..) {
                verify(p, size, seed);
                free(p);
            }
        }
    }
}

#[test]
fn a_block_can_grow_for_ever() {
    let mut p = malloc(1);
    let mut size = 1;
    stamp(p, size, 3);
    while size < 200 << 20 {
        let new = size + size / 3 + 1;
        p = realloc(p, new);
        assert!(!p.is_null());
        verify(p, size, 3);
        // SAFETY: inside the block; the rest of the pattern.
        unsafe { p.add(size).write_bytes(0, new - size) };
        stamp(p, new, 3);
        size = new;
    }
    while size > 1 {
        size = size / 2 + size % 2;
        p = realloc(p, size);
        verify(p, size.min(60_000), 3);
        stamp(p, size, 3);
    }
    free(p);
}
