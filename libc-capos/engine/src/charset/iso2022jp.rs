//! ISO-2022-JP (RFC 1468): escape sequences switch between ASCII, JIS X 0201 Roman and JIS X 0208.

use super::chart::JIS0208;
use super::codec::{Bytes, Decode, Encode, Fault, State, Step};
use super::euc_jp::add_chart;
use super::reverse::{OutOfMemory, Reverse};

/// The decoder.
pub(super) struct Iso2022Jp;

/// The encoder; the table is of JIS X 0208, with the high bits of EUC-JP.
pub(super) struct Iso2022JpCodes(Reverse);

/// The sets that a state selects.
const ASCII: State = 0;
const ROMAN: State = 1;
const KANJI: State = 2;

const ESCAPE: u8 = 0x1b;
/// Escape sequences without the first byte. The edition of 1978 has the same codes here.
const SEQUENCES: [(&[u8; 2], State); 4] = [(b"(B", ASCII), (b"(J", ROMAN), (b"$B", KANJI), (b"$@", KANJI)];

/// The characters in which JIS X 0201 Roman differs from ASCII, and their codes.
const YEN: (u32, u8) = (0xa5, b'\\');
const OVERLINE: (u32, u8) = (0x203e, b'~');

impl Iso2022JpCodes {
    pub fn new() -> Result<Iso2022JpCodes, OutOfMemory> {
        let mut reverse = Reverse::new()?;
        add_chart(&mut reverse, &JIS0208, 0)?;
        Ok(Iso2022JpCodes(reverse))
    }
}

/// Reads an escape sequence.
fn escape(input: &[u8]) -> Result<State, Fault> {
    for (sequence, state) in SEQUENCES {
        if input.starts_with(sequence) {
            return Ok(state);
        }
        if sequence.starts_with(input) {
            return Err(Fault::Incomplete);
        }
    }
    Err(Fault::Invalid(1))
}

impl Decode for Iso2022Jp {
    const SHIFTS: bool = true;

    fn step(&self, state: &mut State, input: &[u8]) -> Result<Step, Fault> {
        let first = input[0];
        match (first, *state) {
            (ESCAPE, _) => {
                *state = escape(&input[1..])?;
                Step::shift(3)
            }
            (0x80.., _) => Err(Fault::Invalid(1)),
            (0x21..=0x7e, KANJI) => {
                let &second = input.get(1).ok_or(Fault::Incomplete)?;
                match JIS0208.get(first | 0x80, second.wrapping_add(0x80)) {
                    0 => Err(Fault::Invalid(1)),
                    code => Step::code(2, code.into()),
                }
            }
            (b'\\', ROMAN) => Step::code(1, YEN.0),
            (b'~', ROMAN) => Step::code(1, OVERLINE.0),
            _ => Step::code(1, first.into()),
        }
    }
}

/// The escape sequence to a set, if another is selected.
fn select(state: &mut State, set: State) -> Bytes {
    if core::mem::replace(state, set) == set {
        return Bytes::NONE;
    }
    let mut bytes = Bytes::one(ESCAPE);
    let sequence = SEQUENCES.iter().find(|sequence| sequence.1 == set).map_or(b"(B", |sequence| sequence.0);
    sequence.iter().for_each(|&byte| bytes.push(byte));
    bytes
}

impl Encode for Iso2022JpCodes {
    fn one(&self, state: &mut State, code: u32) -> Option<Bytes> {
        for (character, byte) in [YEN, OVERLINE] {
            if code == character {
                return Some(select(state, ROMAN).then(Bytes::one(byte)));
            }
        }
        if code < 0x80 {
            let differs = matches!(code as u8, b'\\' | b'~' | b'\n' | b'\r');
            let set = if *state == ROMAN && !differs { ROMAN } else { ASCII };
            return Some(select(state, set).then(Bytes::one(code as u8)));
        }
        let pair = self.0.get(code)?;
        Some(select(state, KANJI).then(Bytes::pair(pair & 0x7f7f)))
    }

    fn finish(&self, state: State) -> Bytes {
        select(&mut { state }, ASCII)
    }
}
