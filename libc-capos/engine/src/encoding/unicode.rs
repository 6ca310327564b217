//! `<uchar.h>`: multibyte characters of the locale to and from UTF-8, UTF-16 and UTF-32 units.
//!
//! A character may give several units, and several units may make one character; what is left over
//! waits in the [`State`]. The high bytes of the C locale are no Unicode characters and are refused.

use super::charset::{Charset, Step, decode, encode};
use super::state::{MISSING, SURROGATE, State, UNITS};
use super::{Invalid, MAX_LEN, utf8};

/// What a byte of input, or a state with units left, gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit<U> {
    /// The first unit of a character that this byte ends.
    Ready(U),
    /// The character goes on.
    More,
}

/// A multibyte character, or nothing yet.
pub type Bytes = Option<([u8; MAX_LEN], usize)>;

/// A further unit of the last character, which takes no input.
pub fn pending_u8(state: &mut State) -> Option<u8> {
    if state.kind & UNITS == 0 {
        return None;
    }
    let unit = state.value as u8;
    let left = state.kind & MISSING;
    *state =
        if left > 1 { State { value: state.value >> 8, kind: UNITS | (left - 1) } } else { State::default() };
    Some(unit)
}

/// Takes a byte for `mbrtoc8`.
pub fn decode_u8(charset: Charset, state: &mut State, byte: u8) -> Result<Unit<u8>, Invalid> {
    let Unit::Ready(code) = decode_u32(charset, state, byte)? else { return Ok(Unit::More) };
    let (bytes, len) = utf8::encode(code)?;
    if len > 1 {
        *state = State { value: u32::from_le_bytes(bytes) >> 8, kind: UNITS | (len as u32 - 1) };
    }
    Ok(Unit::Ready(bytes[0]))
}

/// A further unit of the last character, which takes no input.
pub fn pending_u16(state: &mut State) -> Option<u16> {
    (state.kind == SURROGATE).then(|| core::mem::take(state).value as u16)
}

/// Takes a byte for `mbrtoc16`.
pub fn decode_u16(charset: Charset, state: &mut State, byte: u8) -> Result<Unit<u16>, Invalid> {
    let Unit::Ready(code) = decode_u32(charset, state, byte)? else { return Ok(Unit::More) };
    let mut units = [0; 2];
    let c = char::from_u32(code).ok_or(Invalid)?;
    if let [_, low] = c.encode_utf16(&mut units) {
        *state = State { value: u32::from(*low), kind: SURROGATE };
    }
    Ok(Unit::Ready(units[0]))
}

/// Takes a byte for `mbrtoc32`.
pub fn decode_u32(charset: Charset, state: &mut State, byte: u8) -> Result<Unit<u32>, Invalid> {
    match decode(charset, state, byte)? {
        Step::More => Ok(Unit::More),
        Step::Character(code) => char::from_u32(code).map(|_| Unit::Ready(code)).ok_or(Invalid),
    }
}

/// Takes a unit of `c8rtomb`.
pub fn encode_u8(charset: Charset, state: &mut State, unit: u8) -> Result<Bytes, Invalid> {
    match utf8::step(state, unit)? {
        Step::More => Ok(None),
        Step::Character(code) => encode_u32(charset, code).map(Some),
    }
}

/// Takes a unit of `c16rtomb`.
pub fn encode_u16(charset: Charset, state: &mut State, unit: u16) -> Result<Bytes, Invalid> {
    let waiting = core::mem::take(state);
    match (waiting.kind, unit) {
        (0, 0xd800..=0xdbff) => {
            *state = State { value: u32::from(unit), kind: SURROGATE };
            Ok(None)
        }
        (0, 0xdc00..=0xdfff) => Err(Invalid),
        (0, _) => encode_u32(charset, u32::from(unit)).map(Some),
        (SURROGATE, 0xdc00..=0xdfff) => {
            let high = waiting.value & 0x3ff;
            encode_u32(charset, 0x1_0000 + (high << 10 | u32::from(unit & 0x3ff))).map(Some)
        }
        _ => Err(Invalid),
    }
}

/// The character of `c32rtomb`.
pub fn encode_u32(charset: Charset, code: u32) -> Result<([u8; MAX_LEN], usize), Invalid> {
    char::from_u32(code).ok_or(Invalid)?;
    encode(charset, code)
}
