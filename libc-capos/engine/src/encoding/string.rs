//! Conversion of whole strings, as `mbsnrtowcs` and `wcsnrtombs` need it.
//!
//! The strings are reached through closures, since a C caller's limits may exceed the object: no
//! element is asked for before those ahead of it proved not to be the end.

use super::charset::{Charset, Step, decode, encode};
use super::state::State;

/// Where and why a conversion stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped {
    pub why: Why,
    /// Elements read that the output, or the state, accounts for.
    pub read: usize,
    /// Elements written, the terminator not counted.
    pub written: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The terminator was converted.
    Terminator,
    /// The input's limit was reached.
    Input,
    /// The next character has no room in the output.
    Output,
    /// The next character is invalid.
    Invalid,
}

/// Converts bytes to at most `room` wide characters. `byte(i)` is byte `i` of the input, `None` at
/// its limit; `put(i, c)` stores wide character `i`, the terminator included.
pub fn decode_string(
    charset: Charset,
    state: &mut State,
    byte: impl Fn(usize) -> Option<u8>,
    room: usize,
    mut put: impl FnMut(usize, u32),
) -> Stopped {
    let (mut read, mut written) = (0, 0);
    while written < room {
        // The character's first byte; an invalid character is left unread from here.
        let start = read;
        let wide = loop {
            let Some(next) = byte(read) else { return Stopped { why: Why::Input, read, written } };
            read += 1;
            match decode(charset, state, next) {
                Ok(Step::Character(wide)) => break wide,
                Ok(Step::More) => {}
                Err(_) => return Stopped { why: Why::Invalid, read: start, written },
            }
        };
        put(written, wide);
        if wide == 0 {
            return Stopped { why: Why::Terminator, read, written };
        }
        written += 1;
    }
    Stopped { why: Why::Output, read, written }
}

/// Converts wide characters to at most `room` bytes. `wide(i)` is element `i` of the input, `None`
/// at its limit; `put(i, b)` stores byte `i`, the terminator included.
pub fn encode_string(
    charset: Charset,
    wide: impl Fn(usize) -> Option<u32>,
    room: usize,
    mut put: impl FnMut(usize, u8),
) -> Stopped {
    let (mut read, mut written) = (0, 0);
    loop {
        let Some(next) = wide(read) else { return Stopped { why: Why::Input, read, written } };
        let Ok((bytes, len)) = encode(charset, next) else {
            return Stopped { why: Why::Invalid, read, written };
        };
        if room - written < len {
            return Stopped { why: Why::Output, read, written };
        }
        bytes[..len].iter().enumerate().for_each(|(n, &byte)| put(written + n, byte));
        read += 1;
        if next == 0 {
            return Stopped { why: Why::Terminator, read, written };
        }
        written += len;
    }
}
