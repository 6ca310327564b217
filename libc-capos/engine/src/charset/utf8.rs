//! UTF-8, as RFC 3629 has it: no surrogates, nothing above U+10FFFF, no longer form than necessary.

use super::codec::{BLOCK, Bytes, Decode, Decoded, Encode, Encoded, Fault, State, Step, Stop, copy_ascii};
use super::slot::Slot;

pub(super) struct Utf8;

fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

/// A lead byte's length, its bits of the number, and the range of the byte behind it.
#[inline(always)]
fn lead(byte: u8) -> Option<(usize, u32, u8, u8)> {
    let bits = u32::from(byte);
    Some(match byte {
        0xc2..=0xdf => (2, bits & 0x1f, 0x80, 0xbf),
        0xe0 => (3, 0, 0xa0, 0xbf),
        0xed => (3, 0xd, 0x80, 0x9f),
        0xe1..=0xef => (3, bits & 0xf, 0x80, 0xbf),
        0xf0 => (4, 0, 0x90, 0xbf),
        0xf1..=0xf3 => (4, bits & 7, 0x80, 0xbf),
        0xf4 => (4, 4, 0x80, 0x8f),
        _ => return None,
    })
}

/// How many bytes at the front are no character: the first and the continuations that could be its own.
fn invalid(input: &[u8], longest: usize) -> Fault {
    Fault::Invalid(1 + input[1..].iter().take(longest - 1).take_while(|&&byte| is_continuation(byte)).count())
}

impl Decode for Utf8 {
    #[inline(always)]
    fn is_ascii(&self, _state: State) -> bool {
        true
    }

    #[inline(always)]
    fn step(&self, _state: &mut State, input: &[u8]) -> Result<Step, Fault> {
        let first = input[0];
        if first.is_ascii() {
            return Step::code(1, u32::from(first));
        }
        let Some((len, bits, low, high)) = lead(first) else { return Err(invalid(input, 4)) };
        if input.get(1).is_some_and(|&second| second < low || second > high) {
            return Err(invalid(input, len));
        }
        let mut code = bits;
        for at in 1..len {
            match input.get(at) {
                Some(&byte) if is_continuation(byte) => code = code << 6 | u32::from(byte & 0x3f),
                Some(_) => return Err(Fault::Invalid(at)),
                None => return Err(Fault::Incomplete),
            }
        }
        Step::code(len, code)
    }

    fn run(&self, state: &mut State, input: &[u8], codes: &mut [u32]) -> Decoded {
        let (mut used, mut made) = (0, 0);
        loop {
            let copied = copy_ascii(&input[used..], &mut codes[made..]);
            used += copied;
            made += copied;
            for _ in 0..BLOCK {
                if used == input.len() || made == codes.len() {
                    return Decoded { used, made, fault: None };
                }
                let (len, code) = match whole(&input[used..]) {
                    Some(found) => found,
                    // The last bytes, or none that are a character.
                    None => match self.step(state, &input[used..]) {
                        Ok(step) => (step.used, step.code.unwrap_or_default()),
                        Err(fault) => return Decoded { used, made, fault: Some(fault) },
                    },
                };
                codes[made] = code;
                used += len;
                made += 1;
            }
        }
    }
}

/// The character at the front of at least four bytes, if it is a good one.
#[inline(always)]
fn whole(input: &[u8]) -> Option<(usize, u32)> {
    let &[first, second, third, fourth] = input.first_chunk()?;
    let bits = |byte: u8| u32::from(byte & 0x3f);
    let lead = u32::from(first);
    Some(match first {
        0..0x80 => (1, lead),
        0xc2..0xe0 if is_continuation(second) => (2, (lead & 0x1f) << 6 | bits(second)),
        0xe0..0xf0 if is_continuation(second) && is_continuation(third) => {
            let code = (lead & 0xf) << 12 | bits(second) << 6 | bits(third);
            if code < 0x800 || code >> 11 == 0x1b {
                return None;
            }
            (3, code)
        }
        0xf0..0xf5 if is_continuation(second) && is_continuation(third) && is_continuation(fourth) => {
            let code = (lead & 7) << 18 | bits(second) << 12 | bits(third) << 6 | bits(fourth);
            if !(0x1_0000..0x11_0000).contains(&code) {
                return None;
            }
            (4, code)
        }
        _ => return None,
    })
}

/// The bytes of a code point; `None` for surrogates and beyond U+10FFFF.
#[inline(always)]
fn bytes(code: u32) -> Option<Bytes> {
    let tail = |shift: u32| u64::from(code >> shift & 0x3f | 0x80);
    let wide = u64::from(code);
    Some(match code {
        0..0x80 => Bytes::one(code as u8),
        0x80..0x800 => Bytes::low(wide >> 6 | 0xc0 | tail(0) << 8, 2),
        0xd800..0xe000 => return None,
        0x800..0x1_0000 => Bytes::low(wide >> 12 | 0xe0 | tail(6) << 8 | tail(0) << 16, 3),
        0x1_0000..0x11_0000 => {
            Bytes::low(wide >> 18 | 0xf0 | tail(12) << 8 | tail(6) << 16 | tail(0) << 24, 4)
        }
        _ => return None,
    })
}

impl Encode for Utf8 {
    #[inline(always)]
    fn one(&self, _state: &mut State, code: u32) -> Option<Bytes> {
        bytes(code)
    }

    fn run<S: Slot>(&self, _state: &mut State, codes: &[u32], output: &mut [S]) -> Encoded {
        let (mut used, mut written) = (0, 0);
        while used < codes.len() {
            if let (Some(block), Some(slots)) =
                (codes.get(used..used + BLOCK), output.get_mut(written..written + BLOCK))
                && block.iter().fold(0, |all, &code| all | code) < 0x80
            {
                slots.iter_mut().zip(block).for_each(|(slot, &code)| slot.put(code as u8));
                used += BLOCK;
                written += BLOCK;
                continue;
            }
            // Up to the next place where looking for a block is worth while.
            let end = codes.len().min(used + BLOCK);
            for &code in &codes[used..end] {
                let Some(bytes) = bytes(code) else {
                    return Encoded { used, written, stop: Some(Stop::Unmappable) };
                };
                let Some(len) = bytes.store(&mut output[written..]) else {
                    return Encoded { used, written, stop: Some(Stop::Full) };
                };
                used += 1;
                written += len;
            }
        }
        Encoded { used, written, stop: None }
    }
}
