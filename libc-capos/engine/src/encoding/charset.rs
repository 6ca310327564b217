//! The codesets of the locales, one character at a time.

use super::state::State;
use super::{Invalid, MAX_LEN, utf8};

/// What the bytes of a locale mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// The C locale: every byte is a character. Those above ASCII become the wide characters
    /// U+DF80 to U+DFFF, which no other text can contain, and so survive a round trip.
    Bytes,
    Utf8,
}

/// Wide character of the byte 0x80 in the C locale, less 0x80.
const HIGH_BYTES: u32 = 0xdf00;

/// What became of a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It ends a character.
    Character(u32),
    /// The character goes on.
    More,
}

impl Charset {
    /// The longest character in bytes (`MB_CUR_MAX`).
    pub const fn max_len(self) -> usize {
        match self {
            Charset::Bytes => 1,
            Charset::Utf8 => MAX_LEN,
        }
    }
}

/// Takes the next byte of a multibyte character. After an error the state is the initial one.
#[inline]
pub fn decode(charset: Charset, state: &mut State, byte: u8) -> Result<Step, Invalid> {
    match charset {
        Charset::Bytes if byte < 0x80 => Ok(Step::Character(u32::from(byte))),
        Charset::Bytes => Ok(Step::Character(HIGH_BYTES + u32::from(byte))),
        Charset::Utf8 => utf8::step(state, byte),
    }
}

/// Decodes a character that begins here and is whole and valid, as most are. `None` where that can not be said:
/// [`decode`] finds out. `byte(k)` is the `k`th byte from here, asked for as by [`decode`].
#[inline(always)]
pub fn decode_whole(charset: Charset, byte: impl Fn(usize) -> Option<u8>) -> Option<(u32, usize)> {
    match charset {
        Charset::Utf8 => utf8::whole(byte),
        Charset::Bytes => {
            let byte = byte(0)?;
            Some((u32::from(byte) + if byte < 0x80 { 0 } else { HIGH_BYTES }, 1))
        }
    }
}

/// The bytes of a wide character and how many they are.
#[inline]
pub fn encode(charset: Charset, wide: u32) -> Result<([u8; MAX_LEN], usize), Invalid> {
    if wide < 0x80 {
        return Ok(([wide as u8, 0, 0, 0], 1));
    }
    match charset {
        Charset::Utf8 => utf8::encode(wide),
        Charset::Bytes => {
            let byte = match wide {
                0..=0x7f => wide as u8,
                0xdf80..=0xdfff => (wide - HIGH_BYTES) as u8,
                _ => return Err(Invalid),
            };
            Ok(([byte, 0, 0, 0], 1))
        }
    }
}
