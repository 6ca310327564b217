//! UTF-8 as RFC 3629 has it: shortest form only, no surrogates, up to U+10FFFF.

use super::charset::Step;
use super::state::{LEN_SHIFT, MISSING, State};
use super::{Invalid, MAX_LEN};

/// Takes the next byte of a sequence. A byte that cannot continue it is refused at once, and the
/// state becomes the initial one.
pub(super) fn step(state: &mut State, byte: u8) -> Result<Step, Invalid> {
    let State { value, kind } = core::mem::take(state);
    if kind == 0 {
        return first(state, byte);
    }
    let (missing, len) = (kind & MISSING, kind >> LEN_SHIFT & MISSING);
    // The second byte decides about overlong forms, surrogates and the upper end.
    let range = match (missing, len, value) {
        (2, 3, 0) => 0xa0..=0xbf,
        (2, 3, 0xd) => 0x80..=0x9f,
        (3, 4, 0) => 0x90..=0xbf,
        (3, 4, 4) => 0x80..=0x8f,
        (1..=3, 2..=4, _) => 0x80..=0xbf,
        _ => return Err(Invalid),
    };
    if !range.contains(&byte) {
        return Err(Invalid);
    }
    let value = value << 6 | u32::from(byte & 0x3f);
    if missing == 1 {
        return Ok(Step::Character(value));
    }
    *state = State { value, kind: kind - 1 };
    Ok(Step::More)
}

/// Decodes a whole well-formed sequence. `None` says nothing about it: it is for [`step`] to judge. No byte is asked
/// for before those ahead of it proved to belong to one sequence with it.
#[inline(always)]
pub(super) fn whole(byte: impl Fn(usize) -> Option<u8>) -> Option<(u32, usize)> {
    let first = byte(0)?;
    let (len, second) = match first {
        0..=0x7f => return Some((u32::from(first), 1)),
        0xc2..=0xdf => (2, 0x80..=0xbf),
        0xe0 => (3, 0xa0..=0xbf),
        0xed => (3, 0x80..=0x9f),
        0xe1..=0xef => (3, 0x80..=0xbf),
        0xf0 => (4, 0x90..=0xbf),
        0xf1..=0xf3 => (4, 0x80..=0xbf),
        0xf4 => (4, 0x80..=0x8f),
        _ => return None,
    };
    let next = byte(1).filter(|b| second.contains(b))?;
    let mut code = u32::from(first & (0x7f >> len)) << 6 | u32::from(next & 0x3f);
    for k in 2..len {
        let next = byte(k).filter(|b| (0x80..=0xbf).contains(b))?;
        code = code << 6 | u32::from(next & 0x3f);
    }
    Some((code, len))
}

fn first(state: &mut State, byte: u8) -> Result<Step, Invalid> {
    let (len, bits) = match byte {
        0..=0x7f => return Ok(Step::Character(u32::from(byte))),
        0xc2..=0xdf => (2, byte & 0x1f),
        0xe0..=0xef => (3, byte & 0x0f),
        0xf0..=0xf4 => (4, byte & 0x07),
        _ => return Err(Invalid),
    };
    *state = State { value: u32::from(bits), kind: len << LEN_SHIFT | (len - 1) };
    Ok(Step::More)
}

/// The bytes of a code point and how many they are.
#[inline]
pub(super) fn encode(code: u32) -> Result<([u8; MAX_LEN], usize), Invalid> {
    let low = |shift: u32| 0x80 | (code >> shift & 0x3f) as u8;
    match code {
        0..=0x7f => Ok(([code as u8, 0, 0, 0], 1)),
        0x80..=0x7ff => Ok(([0xc0 | (code >> 6) as u8, low(0), 0, 0], 2)),
        0xd800..=0xdfff => Err(Invalid),
        0x800..=0xffff => Ok(([0xe0 | (code >> 12) as u8, low(6), low(0), 0], 3)),
        0x1_0000..=0x10_ffff => Ok(([0xf0 | (code >> 18) as u8, low(12), low(6), low(0)], 4)),
        _ => Err(Invalid),
    }
}
