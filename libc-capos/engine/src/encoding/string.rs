//! Conversion of whole strings, as `mbsnrtowcs` and `wcsnrtombs` need it.
//!
//! The strings are reached through closures, since a C caller's limits may exceed the object: no
//! element is asked for before those ahead of it proved not to be the end.

use super::MAX_LEN;
use super::charset::{Charset, Step, decode, decode_whole, encode};
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

/// After so many characters it is worth looking again whether many can be converted at once.
const RUN: usize = 8;

/// Converts bytes to at most `room` wide characters. `byte(i)` is byte `i` of the input, `None` at
/// its limit; `put(i, c)` stores wide character `i`, the terminator included. `many(read, written)` may convert
/// some from there on, faster than one by one, and says how many bytes it read and how many characters it wrote.
pub fn decode_string(
    charset: Charset,
    state: &mut State,
    byte: impl Fn(usize) -> Option<u8>,
    room: usize,
    mut put: impl FnMut(usize, u32),
    mut many: impl FnMut(usize, usize) -> (usize, usize),
) -> Stopped {
    let (mut read, mut written) = (0, 0);
    let mut run = RUN;
    while written < room {
        if state.is_initial() {
            if run >= RUN {
                let done = many(read, written);
                (read, written, run) = (read + done.0, written + done.1, 0);
                if written >= room {
                    break;
                }
            }
            if let Some((wide, len)) = decode_whole(charset, |k| byte(read + k)) {
                put(written, wide);
                read += len;
                if wide == 0 {
                    return Stopped { why: Why::Terminator, read, written };
                }
                written += 1;
                run += 1;
                continue;
            }
        }
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
/// at its limit; `put(i, bytes, len)` stores a character of `len` bytes from byte `i` on, the
/// terminator included. `many` is as in [`decode_string`].
pub fn encode_string(
    charset: Charset,
    wide: impl Fn(usize) -> Option<u32>,
    room: usize,
    mut put: impl FnMut(usize, [u8; MAX_LEN], usize),
    mut many: impl FnMut(usize, usize) -> (usize, usize),
) -> Stopped {
    let (mut read, mut written) = (0, 0);
    let mut run = RUN;
    // What follows a full output is not looked at: it may be invalid, or not there.
    while written < room {
        if run >= RUN {
            let done = many(read, written);
            (read, written, run) = (read + done.0, written + done.1, 0);
            if written >= room {
                break;
            }
        }
        let Some(next) = wide(read) else { return Stopped { why: Why::Input, read, written } };
        let Ok((bytes, len)) = encode(charset, next) else {
            return Stopped { why: Why::Invalid, read, written };
        };
        if room - written < len {
            return Stopped { why: Why::Output, read, written };
        }
        put(written, bytes, len);
        read += 1;
        if next == 0 {
            return Stopped { why: Why::Terminator, read, written };
        }
        written += len;
        run += 1;
    }
    Stopped { why: Why::Output, read, written }
}
