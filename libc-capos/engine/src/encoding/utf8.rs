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
pub(super) fn encode(code: u32) -> Result<([u8; MAX_LEN], usize), Invalid> {
    let c = char::from_u32(code).ok_or(Invalid)?;
    let mut bytes = [0; MAX_LEN];
    let len = c.encode_utf8(&mut bytes).len();
    Ok((bytes, len))
}
