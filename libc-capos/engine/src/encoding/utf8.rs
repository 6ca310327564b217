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
    let first = u32::from(byte(0)?);
    if first < 0x80 {
        return Some((first, 1));
    }
    let continued = |k| byte(k).filter(|b| b & 0xc0 == 0x80).map(|b| u32::from(b & 0x3f));
    if !(0xc2..=0xf4).contains(&first) {
        return None;
    }
    let second = continued(1)?;
    if first < 0xe0 {
        return Some(((first & 0x1f) << 6 | second, 2));
    }
    // The second byte decides about overlong forms, surrogates and the upper end.
    let upper = (first & 0x0f) << 6 | second;
    if first < 0xf0 {
        if upper < 0x20 || upper >> 5 == 0x1b {
            return None;
        }
        return Some((upper << 6 | continued(2)?, 3));
    }
    if !(0x10..0x110).contains(&upper) {
        return None;
    }
    let upper = upper << 6 | continued(2)?;
    Some((upper << 6 | continued(3)?, 4))
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
