//! ASCII and ISO 8859-1: bytes that are their characters' numbers.

use super::codec::{BLOCK, Bytes, Decode, Decoded, Encode, Encoded, Fault, State, Step, Stop};
use super::slot::Slot;

pub(super) struct Ascii;
pub(super) struct Latin1;

impl Decode for Ascii {
    fn is_ascii(&self, _state: State) -> bool {
        true
    }

    fn step(&self, _state: &mut State, input: &[u8]) -> Result<Step, Fault> {
        let byte = input[0];
        if byte.is_ascii() { Step::code(1, u32::from(byte)) } else { Err(Fault::Invalid(1)) }
    }
}

impl Decode for Latin1 {
    fn step(&self, _state: &mut State, input: &[u8]) -> Result<Step, Fault> {
        Step::code(1, u32::from(input[0]))
    }

    fn run(&self, _state: &mut State, input: &[u8], codes: &mut [u32]) -> Decoded {
        let count = input.len().min(codes.len());
        codes[..count].iter_mut().zip(&input[..count]).for_each(|(code, &byte)| *code = u32::from(byte));
        Decoded { used: count, made: count, fault: None }
    }
}

impl Encode for Ascii {
    fn one(&self, _state: &mut State, code: u32) -> Option<Bytes> {
        (code < 0x80).then(|| Bytes::one(code as u8))
    }

    fn run<S: Slot>(&self, _state: &mut State, codes: &[u32], output: &mut [S]) -> Encoded {
        narrow::<0x80, S>(codes, output)
    }
}

impl Encode for Latin1 {
    fn one(&self, _state: &mut State, code: u32) -> Option<Bytes> {
        (code < 0x100).then(|| Bytes::one(code as u8))
    }

    fn run<S: Slot>(&self, _state: &mut State, codes: &[u32], output: &mut [S]) -> Encoded {
        narrow::<0x100, S>(codes, output)
    }
}

/// Writes characters below `LIMIT` as bytes.
fn narrow<const LIMIT: u32, S: Slot>(codes: &[u32], output: &mut [S]) -> Encoded {
    let count = codes.len().min(output.len());
    let mut used = 0;
    // Blocks in which no character is missing are written by wide instructions.
    for (codes, slots) in codes[..count].chunks_exact(BLOCK).zip(output.chunks_exact_mut(BLOCK)) {
        if codes.iter().fold(0, |all, &code| all | code) >= LIMIT {
            break;
        }
        slots.iter_mut().zip(codes).for_each(|(slot, &code)| slot.put(code as u8));
        used += BLOCK;
    }
    while used < count && codes[used] < LIMIT {
        output[used].put(codes[used] as u8);
        used += 1;
    }
    let stop = codes.get(used).map(|&code| if code < LIMIT { Stop::Full } else { Stop::Unmappable });
    Encoded { used, written: used, stop }
}
