//! GB18030: every character of Unicode in one, two or four bytes.

use super::codec::{Bytes, Decode, Encode, Fault, State, Step};
use super::double::{Double, GB18030};
use super::reverse::{OutOfMemory, Reverse};
use super::tables::four_bytes::{BY_PLACE, RUNS};

/// The decoder.
pub(super) struct Gb18030;

/// The encoder; the table is of the codes with two bytes.
pub(super) struct Gb18030Codes(Reverse);

impl Gb18030Codes {
    pub fn new() -> Result<Gb18030Codes, OutOfMemory> {
        Ok(Gb18030Codes(GB18030.reverse()?))
    }
}

/// The character at a place in the order of sequences of four bytes.
fn at_place(place: u32) -> Option<u32> {
    let behind = BY_PLACE.partition_point(|&run| RUNS[usize::from(run)].2 <= place);
    let (first, last, start) = RUNS[usize::from(*BY_PLACE[..behind].last()?)];
    let code = first + (place - start);
    (code <= last).then_some(code)
}

/// The place of a character in that order.
fn place_of(code: u32) -> Option<u32> {
    let behind = RUNS.partition_point(|&(first, _, _)| first <= code);
    let &(first, last, start) = RUNS[..behind].last()?;
    (code <= last).then(|| start + (code - first))
}

impl Decode for Gb18030 {
    fn is_ascii(&self, _state: State) -> bool {
        true
    }

    fn step(&self, state: &mut State, input: &[u8]) -> Result<Step, Fault> {
        let is_four = matches!(input[0], 0x81..=0xfe) && matches!(input.get(1), Some(b'0'..=b'9'));
        if !is_four {
            let pairs: &Double = &GB18030;
            return pairs.step(state, input);
        }
        let offset = |at: usize, low: u8, high: u8| match input.get(at) {
            Some(&byte) if byte >= low && byte <= high => Ok(u32::from(byte - low)),
            Some(_) => Err(Fault::Invalid(at)),
            None => Err(Fault::Incomplete),
        };
        let (a, b) = (offset(0, 0x81, 0xfe)?, offset(1, b'0', b'9')?);
        let (c, d) = (offset(2, 0x81, 0xfe)?, offset(3, b'0', b'9')?);
        at_place(((a * 10 + b) * 126 + c) * 10 + d).map_or(Err(Fault::Invalid(4)), |code| Step::code(4, code))
    }
}

impl Encode for Gb18030Codes {
    fn one(&self, state: &mut State, code: u32) -> Option<Bytes> {
        self.0.one(state, code).or_else(|| {
            let place = place_of(code)?;
            let bytes =
                [0x81 + place / 12600, 0x30 + place / 1260 % 10, 0x81 + place / 10 % 126, 0x30 + place % 10];
            Some(Bytes::low(bytes.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte)), 4))
        })
    }
}
