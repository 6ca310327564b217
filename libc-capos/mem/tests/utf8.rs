//! UTF-8 by blocks: what is converted is what the standard library makes of it, and nothing else is written.
#![cfg(not(feature = "scalar"))]

mod common;
use capos_libc_mem::cpu::{Level, level};
use capos_libc_mem::{Converted, narrow_utf8, widen_utf8};
use common::backends::{at_every_level, highest};
use common::{Guarded, Random};
use std::ptr::null_mut;

/// Characters around every boundary of a length, and surrogates, which are none.
fn character(random: &mut Random) -> u32 {
    const EDGES: [u32; 12] =
        [1, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x1_0000, 0x10_ffff, 0x41, 0x20];
    match random.below(4) {
        0 => EDGES[random.below(EDGES.len())],
        1 => 1 + random.below(0x7f) as u32,
        2 => 0x80 + random.below(0x780) as u32,
        _ => char::from_u32(1 + random.below(0x10_ffff) as u32).map_or(0xe9, u32::from),
    }
}

fn text(random: &mut Random, count: usize) -> String {
    (0..count).filter_map(|_| char::from_u32(character(random))).collect()
}

/// How many bytes and characters of `bytes` are valid before the first NUL.
fn valid(bytes: &[u8]) -> (usize, usize) {
    let bytes = &bytes[..bytes.iter().position(|&b| b == 0).unwrap_or(bytes.len())];
    let end = std::str::from_utf8(bytes).map_or_else(|e| e.valid_up_to(), str::len);
    (end, std::str::from_utf8(&bytes[..end]).unwrap().chars().count())
}

fn widened(bytes: &[u8], out: &mut [i32]) {
    const UNTOUCHED: i32 = -5;
    out.fill(UNTOUCHED);
    let (end, count) = valid(bytes);
    // SAFETY: the slices are as long as is said.
    let done = unsafe { widen_utf8(out.as_mut_ptr(), bytes.as_ptr(), bytes.len(), out.len()) };
    assert!(done.read <= end && done.written <= count && done.written <= out.len(), "{bytes:x?}");
    let expected = std::str::from_utf8(&bytes[..done.read]).unwrap().chars().map(|c| c as i32);
    assert!(expected.eq(out[..done.written].iter().copied()), "{bytes:x?}");
    assert!(out[done.written..].iter().all(|&c| c == UNTOUCHED));
    // SAFETY: as above; nothing is written.
    assert_eq!(unsafe { widen_utf8(null_mut(), bytes.as_ptr(), bytes.len(), out.len()) }, done);
}

#[test]
fn decoding() {
    at_every_level(|| {
        let mut random = Random(11);
        let mut area = Guarded::new();
        let mut out = [0; 400];
        for round in 0..4000 {
            let count = random.below(200);
            let text = text(&mut random, count);
            let bytes = area.at_end(text.len());
            bytes.copy_from_slice(text.as_bytes());
            if round % 2 == 1 && !bytes.is_empty() {
                // Something wrong, or an end, somewhere.
                let wrong = [0, 0x80, 0xbf, 0xc0, 0xc1, 0xe0, 0xed, 0xf0, 0xf4, 0xf5, 0xff, 0x41];
                bytes[random.below(bytes.len())] = wrong[random.below(wrong.len())];
            }
            widened(bytes, &mut out);
            let room = random.below(out.len());
            widened(bytes, &mut out[..room]);
        }
    });
}

#[test]
fn every_two_and_three_bytes() {
    // A character of three bytes at a place of its own in a block of others, whatever the bytes.
    at_every_level(|| {
        let mut out = [0; 100];
        for first in
            [0x41, 0x7f, 0x80, 0xbf, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff]
        {
            for second in (0..=255).step_by(3) {
                for third in [0, 0x40, 0x7f, 0x80, 0x9f, 0xa0, 0xbf, 0xc2, 0xe0, 0xff] {
                    let mut bytes =
                        *b"xxx\xc3\xa9xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
                    bytes[9..12].copy_from_slice(&[first, second, third]);
                    widened(&bytes, &mut out);
                }
            }
        }
    });
}

#[test]
fn encoding() {
    const UNTOUCHED: u8 = 0xee;
    at_every_level(|| {
        let mut random = Random(12);
        let mut area = Guarded::new();
        let mut out = [0; 900];
        for round in 0..4000 {
            let count = random.below(200);
            let bytes = area.at_end(4 * count);
            // SAFETY: the page's end is aligned, so these are; any bytes are wide characters.
            let wides: &mut [i32] =
                unsafe { core::slice::from_raw_parts_mut(bytes.as_mut_ptr().cast(), count) };
            wides.iter_mut().for_each(|c| *c = character(&mut random).cast_signed());
            if round % 2 == 1 && count > 0 {
                let wrong = [0, 0xd800, 0xdfff, 0x11_0000, -1, i32::MIN];
                wides[random.below(count)] = wrong[random.below(wrong.len())];
            }
            out.fill(UNTOUCHED);
            let room = random.below(out.len());
            // SAFETY: the slices are as long as is said.
            let done = unsafe { narrow_utf8(out.as_mut_ptr(), wides.as_ptr(), count, room) };
            let expected: Option<String> =
                wides[..done.read].iter().map(|&c| char::from_u32(c.cast_unsigned())).collect();
            assert_eq!(expected.unwrap().as_bytes(), &out[..done.written]);
            assert!(done.written <= room && !out[..done.written].contains(&0));
            assert!(out[done.written..].iter().all(|&b| b == UNTOUCHED));
            // SAFETY: as above; nothing is written.
            assert_eq!(unsafe { narrow_utf8(null_mut(), wides.as_ptr(), count, room) }, done);
        }
    });
}

#[test]
fn the_widest_level_gets_somewhere() {
    if highest() < Level::Avx512 {
        return;
    }
    at_every_level(|| {
        let text = "ä€😀x".repeat(100);
        let mut area = Guarded::new();
        let bytes = area.at_start(text.len());
        bytes.copy_from_slice(text.as_bytes());
        let mut out = [0; 464];
        // SAFETY: the slices are as long as is said.
        let done = unsafe { widen_utf8(out.as_mut_ptr(), bytes.as_ptr(), bytes.len(), out.len()) };
        if level() == Level::Avx512 {
            assert!(done.read > text.len() - 64, "{done:?}");
        } else {
            assert_eq!(done, Converted::default());
        }
    });
}
