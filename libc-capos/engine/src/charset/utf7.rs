//! UTF-7 (RFC 2152): ASCII, and runs of base64 that hold UTF-16.

use super::codec::{Bytes, Decode, Encode, Fault, State, Step};

pub(super) struct Utf7;

/// Within base64: this flag, the number of bits left over from the last character (0, 2 or 4), and the bits.
const BASE64: State = 1 << 16;
const COUNT_SHIFT: u32 = 8;
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn digit(byte: u8) -> Option<u32> {
    Some(match byte {
        b'A'..=b'Z' => u32::from(byte - b'A'),
        b'a'..=b'z' => u32::from(byte - b'a') + 26,
        b'0'..=b'9' => u32::from(byte - b'0') + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}

/// What a decoder takes for itself outside base64: all of ASCII's text but `+`, `\` and `~`.
fn is_readable(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'}') && !matches!(byte, b'+' | b'\\')
}

/// What is written as itself.
fn is_direct(code: u32) -> bool {
    u8::try_from(code).is_ok_and(|byte| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'\t' | b'\n' | b'\r' | b' ' | b'\''..=b')' | b','..=b':' | b'?')
    })
}

/// Digits of base64 as one queue of bits.
struct Bits<'a> {
    input: &'a [u8],
    used: usize,
    bits: u64,
    count: u32,
}

impl Bits<'_> {
    /// The next unit of UTF-16.
    fn unit(&mut self) -> Result<u32, Fault> {
        while self.count < 16 {
            let &byte = self.input.get(self.used).ok_or(Fault::Incomplete)?;
            let digit = digit(byte).ok_or(Fault::Invalid(self.used.max(1)))?;
            self.used += 1;
            self.bits = self.bits << 6 | u64::from(digit);
            self.count += 6;
        }
        self.count -= 16;
        Ok((self.bits >> self.count) as u32 & 0xffff)
    }

    fn state(&self) -> State {
        BASE64 | self.count << COUNT_SHIFT | (self.bits & ((1 << self.count) - 1)) as u32
    }
}

impl Decode for Utf7 {
    const SHIFTS: bool = true;

    fn step(&self, state: &mut State, input: &[u8]) -> Result<Step, Fault> {
        let first = input[0];
        if *state == 0 {
            return match (first, input.get(1)) {
                (b'+', None) => Err(Fault::Incomplete),
                (b'+', Some(b'-')) => Step::code(2, u32::from(b'+')),
                (b'+', Some(_)) => {
                    *state = BASE64;
                    Step::shift(1)
                }
                _ if is_readable(first) => Step::code(1, first.into()),
                _ => Err(Fault::Invalid(1)),
            };
        }
        let count = *state >> COUNT_SHIFT & 0xff;
        let left = *state & 0xff;
        if digit(first).is_none() {
            // The run ends; bits left over must be padding.
            let ends = left == 0 && (first == b'-' || is_readable(first));
            if !ends {
                return Err(Fault::Invalid(1));
            }
            *state = 0;
            return Step::shift(usize::from(first == b'-'));
        }
        let mut bits = Bits { input, used: 0, bits: left.into(), count };
        let code = match bits.unit()? {
            high @ 0xd800..=0xdbff => match bits.unit()? {
                low @ 0xdc00..=0xdfff => 0x1_0000 + ((high & 0x3ff) << 10 | low & 0x3ff),
                _ => return Err(Fault::Invalid(1)),
            },
            0xdc00..=0xdfff => return Err(Fault::Invalid(1)),
            code => code,
        };
        *state = bits.state();
        Step::code(bits.used, code)
    }
}

impl Encode for Utf7 {
    fn one(&self, state: &mut State, code: u32) -> Option<Bytes> {
        if is_direct(code) {
            let byte = code as u8;
            let mut bytes = leave(*state);
            // A digit or a hyphen behind base64 would read as its part.
            if *state != 0 && (digit(byte).is_some() || byte == b'-') {
                bytes.push(b'-');
            }
            bytes.push(byte);
            *state = 0;
            return Some(bytes);
        }
        if code == u32::from(b'+') && *state == 0 {
            return Some(Bytes::low(u64::from(u16::from_le_bytes(*b"+-")), 2));
        }
        let (units, width) = match char::from_u32(code)? {
            '\0'..='\u{ffff}' => (u64::from(code), 16),
            _ => (u64::from(0xd7c0 + (code >> 10)) << 16 | u64::from(0xdc00 | code & 0x3ff), 32),
        };
        let mut bytes = Bytes::NONE;
        if *state == 0 {
            bytes.push(b'+');
        }
        let mut count = (*state >> COUNT_SHIFT & 0xff) + width;
        let bits = u64::from(*state & 0xff) << width | units;
        while count >= 6 {
            count -= 6;
            bytes.push(DIGITS[(bits >> count & 0x3f) as usize]);
        }
        *state = BASE64 | count << COUNT_SHIFT | (bits & ((1 << count) - 1)) as u32;
        Some(bytes)
    }

    fn finish(&self, state: State) -> Bytes {
        let mut bytes = leave(state);
        if state != 0 {
            bytes.push(b'-');
        }
        bytes
    }
}

/// The last digit of a run of base64, if bits are left over.
fn leave(state: State) -> Bytes {
    match state >> COUNT_SHIFT & 0xff {
        0 => Bytes::NONE,
        count => Bytes::one(DIGITS[(state << (6 - count) & 0x3f) as usize]),
    }
}
